/**
 * Why tests skip themselves: a test prints SKIP if something is missing, but does not say what. A test that skips itself without a reason
 * listed here counts as failed, because then something is missing that nobody has decided to leave out.
 */
import { FEATURES, type Feature, type Features } from '../../src/firmwares.js';
import type { TestPath } from './suite.js';

interface Reason {
  /** Tests, separated by blanks; `*` stands for any characters. */
  readonly tests: string;
  readonly reason: string;
  /** Only on boards whose name begins with this. */
  readonly board?: string;
  /** Only if the firmware lacks this. */
  readonly feature?: Feature;
}

/** The reason that the firmware lacks what this switch of `py/mpconfig.h` adds. */
const lacks = (what: string, option: string): string => `the firmware has no ${what} (MICROPY_${option})`;
/** The same for a feature that only some firmwares have, as the reason of these tests. */
const lacking = (feature: Feature, what: string, tests: string): Reason => ({ tests, reason: lacks(what, FEATURES[feature]), feature });
const NO_TLS = lacks('TLS, and so none of its ciphers and digests', 'PY_SSL');
const NO_INTERFACE = 'no network interface, so that no socket can be bound';
const NO_MACHINE_CODE = 'not simulated: machine code in .mpy files';

const REASONS: readonly Reason[] = [
  lacking('rangeComparison', 'comparison of ranges', 'basics/builtin_range_binop'),
  lacking('inplaceMethods', '__imul__ and its like', 'basics/class_inplace_op2'),
  lacking('functionCode', '__code__ of functions', 'basics/fun_code* micropython/native_fun_attrs_code'),
  { tests: 'basics/fun_code_*', reason: lacks('attributes of code objects', 'PY_BUILTINS_CODE_FULL') },
  lacking('bufferedWriter', 'io.BufferedWriter', 'basics/io_buffered_writer'),
  lacking('namedTupleAsDict', 'namedtuple._asdict', 'basics/namedtuple_asdict'),
  { tests: 'basics/nanbox_smallint', reason: 'floats are objects on the heap: for builds that keep them in words' },
  lacking('getSizeOf', 'sys.getsizeof', 'basics/sys_getsizeof'),
  { tests: 'basics/sys_path', reason: 'a program that comes over the serial line is no file' },
  lacking('tracebackLimit', 'sys.tracebacklimit', 'basics/sys_tracebacklimit'),
  lacking('weakref', 'weakref', 'basics/weakref_*'),
  lacking('matchSpan', 'match.span', 'unicode/unicode_ure extmod/re_span'),
  { tests: 'misc/cexample_*', reason: 'for builds with the example of a module in C' },
  { tests: 'misc/sys_atexit cmdline/cmd_module_atexit*', reason: lacks('sys.atexit', 'PY_SYS_ATEXIT') },
  { tests: 'misc/sys_exc_info', reason: lacks('sys.exc_info', 'PY_SYS_EXC_INFO') },
  { tests: 'misc/sys_settrace_*', reason: lacks('sys.settrace', 'PY_SYS_SETTRACE') },
  lacking('heapLocked', 'micropython.heap_locked', 'micropython/heap_locked'),
  { tests: 'micropython/heapalloc_bytesio2 micropython/memstats', reason: lacks('micropython.mem_total', 'MEM_STATS') },
  { tests: 'micropython/import_mpy_native*', reason: NO_MACHINE_CODE },
  { tests: 'extmod/btree*', reason: lacks('btree', 'PY_BTREE') },
  { tests: 'extmod/cryptolib_* extmod/hashlib_md5 extmod/hashlib_sha1', reason: NO_TLS, board: 'pybv11', feature: 'ciphers' },
  { tests: 'extmod/cryptolib_aes128_ctr', reason: lacks('counter mode', 'PY_CRYPTOLIB_CTR') },
  lacking('compression', 'compression', 'extmod/deflate_compress* extmod/deflate_stream_error'),
  {
    tests: 'basics/subclass_native_call extmod/machine_pinbase extmod/machine_pulse extmod/machine_signal',
    reason: lacks('machine.PinBase', 'PY_MACHINE_PIN_BASE'),
  },
  { tests: 'extmod/machine_uart_irq_txidle', reason: 'the STM32’s UART has no IRQ_TXIDLE (ports/stm32/machine_uart.c)' },
  lacking('marshal', 'marshal', 'extmod/marshal_* micropython/native_marshal'),
  lacking('reDebug', 're.DEBUG', 'extmod/re_debug'),
  lacking('matchGroups', 'match.groups', 'extmod/re_groups'),
  { tests: 'extmod/re_stack_overflow2', reason: 'its pattern does not fit on the heap', board: 'pybv11' },
  { tests: 'extmod/select_poll_fd', reason: lacks('polling of file descriptors', 'PY_SELECT_POSIX_OPTIMISATIONS') },
  { tests: 'extmod/socket_fileno', reason: 'sockets of a board have no fileno (extmod/modsocket.c, extmod/modlwip.c)' },
  { tests: 'extmod/select_* extmod/socket_*', reason: NO_INTERFACE, board: 'pybv11' },
  { tests: 'extmod/ssl_* extmod/tls_*', reason: NO_TLS, board: 'pybv11', feature: 'ciphers' },
  { tests: 'extmod/ssl_*', reason: 'ssl is frozen only into firmwares with a network (bundle-networking)', board: 'pybv11' },
  { tests: 'extmod/ssl_ioctl', reason: lacks('SSLSocket.ioctl', 'UNIX_COVERAGE') },
  { tests: 'extmod/vfs_fat_ramdisklarge', reason: 'its device does not fit on the heap' },
  { tests: 'extmod/vfs_lfs*', reason: lacks('littlefs 1 beside littlefs 2', 'VFS_LFS1') },
  { tests: 'extmod/vfs_posix*', reason: lacks('files of a computer', 'VFS_POSIX') },
  {
    tests: 'extmod_hardware/machine_counter extmod_hardware/machine_encoder',
    reason: 'the STM32 port has neither machine.Counter nor Encoder',
  },
  { tests: 'extmod_hardware/machine_uart_irq_break', reason: 'the STM32’s UART has no IRQ_BREAK (ports/stm32/machine_uart.c)' },
  { tests: 'ports/stm32/accel ports/stm32/i2c_accel ports/stm32/i2c_error', reason: 'the PYBD has no accelerometer', board: 'pybd' },
  { tests: 'extmod_hardware/machine_can_instances ports/stm32/pyb_can_instances', reason: 'one CAN controller', board: 'pybd-sf2' },
  { tests: 'ports/stm32/pyb_f411', reason: 'for the chip of another board' },
  { tests: 'ports/stm32/pyb_f405', reason: 'for the chip of the PYBv1.1', board: 'pybd' },
  { tests: 'extmod/websocket_*', reason: lacks('websocket', 'PY_LWIP'), board: 'pybv11' },
];

const pattern = (tests: string): RegExp => new RegExp(`^(?:${tests.replaceAll('*', '.*').replaceAll(' ', '|')})\\.py$`);
const rows = REASONS.map(({ tests, board = '', ...row }) => ({ ...row, pattern: pattern(tests), board }));

const LESS_DETAIL = { reason: 'the reference reports errors in more detail (MICROPY_ERROR_REPORTING)', feature: 'detailedErrors' } as const;
/** Why some tests, most of them of `cpydiff`, do not print exactly what is expected. */
const DIFFERENCES: Readonly<Record<TestPath, { readonly reason: string; readonly feature?: Feature }>> = {
  'cpydiff/core_locals.py': { reason: 'prints the globals, which at a board’s prompt are other ones' },
  'io/file_seek.py': { reason: 'expects an error of a closed file, of which the driver of FAT asks nothing (extmod/vfs_fat_file.c)' },
  'cpydiff/modules_os_environ.py': LESS_DETAIL,
  'cpydiff/modules_os_getenv.py': LESS_DETAIL,
};

/** Why a test prints something other than what is expected; undefined if it should not. */
export function whyDifferent(path: TestPath, features: Features): string | undefined {
  const { reason, feature } = DIFFERENCES[path] ?? {};
  return feature !== undefined && features[feature] ? undefined : reason;
}

/** Why a test skips itself on a board with these features; undefined if it should not. */
export function whySkipped(path: TestPath, board: string, features: Features): string | undefined {
  const applies = ({ board: prefix, feature }: (typeof rows)[number]): boolean =>
    board.startsWith(prefix) && (feature === undefined || !features[feature]);
  return rows.find((row) => row.pattern.test(path) && applies(row))?.reason;
}

/**
 * Why tests skip themselves: each prints SKIP where it misses something, and does not say what. A test that skips itself without a
 * reason here counts as failed, for then something is missing that nobody has decided to leave out.
 */
import type { TestPath } from './suite.js';

interface Reason {
  /** Tests, `*` for any characters, separated by blanks. */
  readonly tests: string;
  readonly reason: string;
  /** Only on boards whose name begins so. */
  readonly board?: string;
}

/** A firmware of the level EXTRA_FEATURES lacks what this switch of `py/mpconfig.h` adds. */
const lacks = (what: string, option: string): string => `the firmware has no ${what} (MICROPY_${option})`;
const NO_TLS = lacks('TLS, and so none of its ciphers and digests', 'PY_SSL');
const NO_INTERFACE = 'no network interface, so that no socket can be bound';
const NO_NETWORK = 'not simulated: the network of the PYBD';
const NO_MACHINE_CODE = 'not simulated: machine code';

const REASONS: readonly Reason[] = [
  { tests: 'basics/builtin_range_binop', reason: lacks('comparison of ranges', 'PY_BUILTINS_RANGE_BINOP') },
  { tests: 'basics/class_inplace_op2', reason: lacks('__imul__ and its like', 'PY_ALL_INPLACE_SPECIAL_METHODS') },
  { tests: 'basics/fun_code*', reason: lacks('__code__ of functions', 'PY_FUNCTION_ATTRS_CODE') },
  { tests: 'basics/io_buffered_writer', reason: lacks('io.BufferedWriter', 'PY_IO_BUFFEREDWRITER') },
  { tests: 'basics/namedtuple_asdict', reason: lacks('namedtuple._asdict', 'PY_COLLECTIONS_NAMEDTUPLE__ASDICT') },
  { tests: 'basics/nanbox_smallint', reason: 'floats are objects on the heap: for builds that keep them in words' },
  { tests: 'basics/sys_getsizeof', reason: lacks('sys.getsizeof', 'PY_SYS_GETSIZEOF') },
  { tests: 'basics/sys_path', reason: 'a program that comes over the serial line is no file' },
  { tests: 'basics/sys_tracebacklimit', reason: lacks('sys.tracebacklimit', 'PY_SYS_TRACEBACKLIMIT') },
  { tests: 'basics/weakref_*', reason: lacks('weakref', 'PY_WEAKREF') },
  { tests: 'unicode/unicode_ure extmod/re_span', reason: lacks('match.span', 'PY_RE_MATCH_SPAN_START_END') },
  { tests: 'misc/cexample_*', reason: 'for builds with the example of a module in C' },
  { tests: 'misc/sys_atexit cmdline/cmd_module_atexit*', reason: lacks('sys.atexit', 'PY_SYS_ATEXIT') },
  { tests: 'misc/sys_exc_info', reason: lacks('sys.exc_info', 'PY_SYS_EXC_INFO') },
  { tests: 'misc/sys_settrace_*', reason: lacks('sys.settrace', 'PY_SYS_SETTRACE') },
  { tests: 'micropython/heap_locked', reason: lacks('micropython.heap_locked', 'PY_MICROPYTHON_HEAP_LOCKED') },
  { tests: 'micropython/heapalloc_bytesio2 micropython/memstats', reason: lacks('micropython.mem_total', 'MEM_STATS') },
  { tests: 'micropython/import_mpy_native*', reason: NO_MACHINE_CODE },
  { tests: 'extmod/btree*', reason: lacks('btree', 'PY_BTREE') },
  { tests: 'extmod/cryptolib_aes128_ctr', reason: lacks('counter mode', 'PY_CRYPTOLIB_CTR'), board: 'pybd' },
  { tests: 'extmod/cryptolib_* extmod/hashlib_md5 extmod/hashlib_sha1', reason: NO_TLS, board: 'pybv11' },
  { tests: 'extmod/deflate_compress* extmod/deflate_stream_error', reason: lacks('compression', 'PY_DEFLATE_COMPRESS') },
  { tests: 'extmod/machine_uart_irq_txidle', reason: 'the STM32’s UART has no IRQ_TXIDLE (ports/stm32/machine_uart.c)' },
  { tests: 'extmod/marshal_*', reason: lacks('marshal', 'PY_MARSHAL') },
  { tests: 'extmod/re_debug', reason: lacks('re.DEBUG', 'PY_RE_DEBUG') },
  { tests: 'extmod/re_groups', reason: lacks('match.groups', 'PY_RE_MATCH_GROUPS') },
  { tests: 'extmod/re_stack_overflow2', reason: 'its pattern does not fit on the heap', board: 'pybv11' },
  { tests: 'extmod/select_poll_fd', reason: lacks('polling of file descriptors', 'PY_SELECT_POSIX_OPTIMISATIONS') },
  { tests: 'extmod/socket_fileno', reason: 'sockets of a board have no fileno (extmod/modsocket.c)', board: 'pybv11' },
  { tests: 'extmod/select_* extmod/socket_*', reason: NO_INTERFACE, board: 'pybv11' },
  { tests: 'extmod/select_* extmod/socket_*', reason: NO_NETWORK, board: 'pybd' },
  { tests: 'extmod/ssl_* extmod/tls_*', reason: NO_TLS, board: 'pybv11' },
  { tests: 'extmod/ssl_* extmod/tls_*', reason: NO_NETWORK, board: 'pybd' },
  { tests: 'extmod/vfs_fat_ramdisklarge', reason: 'its device does not fit on the heap' },
  { tests: 'extmod/vfs_lfs*', reason: lacks('littlefs 1 beside littlefs 2', 'VFS_LFS1') },
  { tests: 'extmod/vfs_posix*', reason: lacks('files of a computer', 'VFS_POSIX') },
  { tests: 'extmod/vfs_rom', reason: lacks('ROMFS', 'VFS_ROM'), board: 'pybv11' },
  { tests: 'extmod/vfs_rom', reason: 'not simulated: the PYBD’s ROMFS, and bytecode files', board: 'pybd' },
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
const rows = REASONS.map(({ tests, reason, board = '' }) => ({ pattern: pattern(tests), reason, board }));

const LESS_DETAIL = 'the reference reports errors in more detail (MICROPY_ERROR_REPORTING)';
/** Programs of `cpydiff` whose output is the reference's in all that MicroPython decides, but not to the letter. */
const DIFFERENCES: Readonly<Record<TestPath, string>> = {
  'cpydiff/core_locals.py': 'prints the globals, which at a board’s prompt are other ones',
  'cpydiff/modules_os_environ.py': LESS_DETAIL,
  'cpydiff/modules_os_getenv.py': LESS_DETAIL,
};

/** Why a program of `cpydiff` prints something else than the reference; undefined: it should not. */
export function whyDifferent(path: TestPath): string | undefined {
  return DIFFERENCES[path];
}

/** Why a test skips itself on a board; undefined: it should not. */
export function whySkipped(path: TestPath, board: string): string | undefined {
  return rows.find((row) => row.pattern.test(path) && board.startsWith(row.board))?.reason;
}

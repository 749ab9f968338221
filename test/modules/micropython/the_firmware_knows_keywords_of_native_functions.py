# Their names are the firmware's own, and take no memory; those of local variables in the firmware's own Python are not.
# differs: the board has run boot.py, whose name is one, too
import micropython

micropython.qstr_info()
exec("lambda parity, hard, keepends, rxbuf: 0")
micropython.qstr_info()
exec("lambda edges, along: 0")
micropython.qstr_info()
# expect: qstr pool: n_pool=1, n_qstr=1, n_str_data_bytes=8, n_total_bytes=184
# expect: qstr pool: n_pool=1, n_qstr=1, n_str_data_bytes=8, n_total_bytes=184
# expect: qstr pool: n_pool=1, n_qstr=3, n_str_data_bytes=20, n_total_bytes=196

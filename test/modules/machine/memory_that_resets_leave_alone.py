import machine

sram, registers = machine.mem_backup(-1)
print(len(sram), sram.itemsize, registers.itemsize, len(registers) in (20, 32))
sram[5] = 7
registers[1] = 0xDEADBEEF
registers[2] = -1
print(machine.mem_backup()[5], hex(machine.mem_backup(1)[1]), hex(registers[2]))
try:
    machine.mem_backup(2)
except ValueError as e:
    print(e)
# expect: 4096 1 4 True
# expect: 7 0xdeadbeef 0xffffffff
# expect: invalid region
# differs: the oracle has no machine

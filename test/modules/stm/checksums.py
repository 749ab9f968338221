# board: pybv11
# differs: the oracle has no stm
# The chip's unit for checksums: CRC-32 of words, the highest bit first (RM0090 §4); without a clock it takes nothing.
import stm

DR, IDR, CR = stm.CRC + stm.CRC_DR, stm.CRC + stm.CRC_IDR, stm.CRC + stm.CRC_CR


def checksum_so_far():
    return stm.mem32[DR] & 0xFFFFFFFF  # mem32 is signed.


stm.mem32[DR] = 1
print(checksum_so_far(), hex(stm.mem32[stm.RCC + stm.RCC_AHB1ENR]))  # expect: 0 0x1ff
stm.mem32[stm.RCC + stm.RCC_AHB1ENR] |= 0x1000
print(hex(checksum_so_far()), hex(stm.mem32[stm.RCC + stm.RCC_AHB1ENR]))  # expect: 0xffffffff 0x11ff


def checksum(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


for words in ((0,), (0x12345678,), (1, 2, 0xFFFFFFFF)):
    stm.mem32[CR] = 1
    for word in words:
        stm.mem32[DR] = word
    print(hex(checksum_so_far()), checksum_so_far() == checksum(b"".join(word.to_bytes(4, "big") for word in words)))
# expect: 0xc704dd7b True
# expect: 0xdf8a8a2b True
# expect: 0xae82ec26 True
stm.mem32[IDR] = 0x1AB
stm.mem32[CR] = 1
print(hex(stm.mem32[IDR]), hex(checksum_so_far()))  # expect: 0xab 0xffffffff

print((258).to_bytes(2, 'big'), (258).to_bytes(2, 'little'), (258).to_bytes(4, 'big'))
# expect: b'\x01\x02' b'\x02\x01' b'\x00\x00\x01\x02'
print(int.from_bytes(b'\x01\x02', 'big'), int.from_bytes(b'\x01\x02', 'little'), int.from_bytes(b'', 'big'))
# expect: 258 513 0
print((2 ** 70).to_bytes(10, 'little'), int.from_bytes(bytes(range(12)), 'big'))
# expect: b'\x00\x00\x00\x00\x00\x00\x00\x00@\x00' 1218426182456967898401291
print((0).to_bytes(0, 'big'), (1).to_bytes(1, 'little'))  # expect: b'' b'\x01'
print(int.from_bytes(b'\xff\xff', 'big'), (255).to_bytes(1))  # expect: 65535 b'\xff'

import heapq
h = []
for x in (5, 1, 4, 1, 9, 2):
    heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(6)])  # expect: [] [1, 1, 2, 4, 5, 9]
l = [9, 8, 7, 1, 2]
heapq.heapify(l)
print(l, heapq.heappop(l))  # expect: [2, 8, 7, 9] 1
heapq.heappop([])  # raises: IndexError: empty heap

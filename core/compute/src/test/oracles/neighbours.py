"""Nearest neighbours and neighbours within a radius, from scikit-learn, for NeighboursTest.

Run in this folder: /usr/bin/python3 neighbours.py > ../resources/org/glia/compute/neighbours/scikit-learn.csv
Made with scikit-learn 1.2.1, NumPy 1.24.2.
"""
import numpy as np
from sklearn.neighbors import BallTree, KDTree, NearestNeighbors

# A linear congruential generator, so that the test makes the same numbers itself.
state = 2024


def uniform():
    global state
    state = (1103515245 * state + 12345) % 2**31
    return state / 2**31


def matrix(n, d):
    return np.array([[uniform() - 0.25 for _ in range(d)] for _ in range(n)])


def show(search, kind, indices, distances):
    for query, (row, far) in enumerate(zip(indices, distances)):
        for rank, (i, distance) in enumerate(zip(row, far)):
            print(','.join([search, kind, str(query), str(rank), str(i), repr(float(distance))]))


rows, queries = matrix(300, 6), matrix(7, 6)
print('search,kind,query,rank,index,distance')
for name, tree in (('euclidean', KDTree(rows, leaf_size=20)),
                   ('manhattan', KDTree(rows, leaf_size=20, metric='manhattan')),
                   ('chebyshev', BallTree(rows, leaf_size=20, metric='chebyshev')),
                   ('minkowski 3', BallTree(rows, leaf_size=20, metric='minkowski', p=3)),
                   ('minkowski 1.5', KDTree(rows, leaf_size=20, metric='minkowski', p=1.5)),
                   ('minkowski 2.3', KDTree(rows, leaf_size=20, metric='minkowski', p=2.3))):
    distances, indices = tree.query(queries, k=4)
    show(name, 'nearest', indices, distances)
    indices, distances = tree.query_radius(queries, r=1.2 * np.max(distances), return_distance=True, sort_results=True)
    show(name, 'within', [row[:6] for row in indices], [row[:6] for row in distances])
    print(','.join([name, 'count', '0', '0', str(sum(len(row) for row in indices)), repr(float(1.2 * np.max(
        tree.query(queries, k=4)[0])))]))
search = NearestNeighbors(n_neighbors=4, algorithm='brute', metric='cosine').fit(rows)
distances, indices = search.kneighbors(queries)
show('cosine', 'nearest', indices, distances)
search = NearestNeighbors(n_neighbors=4, algorithm='brute').fit(rows)
distances, indices = search.kneighbors()
show('euclidean', 'others', indices[::30], distances[::30])

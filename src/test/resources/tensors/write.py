"""Writes the tensor files of this folder; numpy 2.4 wrote those that are kept. IDX by its description in words (LeCun, Cortes, Burges: MNIST)."""
import gzip
import struct

import numpy as np

a = np.arange(24).reshape(4, 2, 3)
for name, dtype in {"u1": "u1", "i1": "i1", "u2": "<u2", "i2big": ">i2", "u4": "<u4", "i4": "<i4", "u8": "<u8", "i8": "<i8", "f2": "<f2", "f4": "<f4", "f4big": ">f4", "f8": "<f8"}.items():
    np.save(name + ".npy", a.astype(dtype))
np.save("bool.npy", a % 2 == 0)
np.save("labels.npy", np.array([2, 0, 1, 2]))
np.save("labels-float.npy", np.array([0.5, 1.5, -1, 2]))
np.save("labels-short.npy", np.array([2, 0, 1]))
np.save("line.npy", np.array([1.5, -2, 1e300]))
np.save("extremes.npy", np.array([[-128.0, 65504, 5e-324], [np.nan, np.inf, -np.inf]]))
np.save("unsigned.npy", np.array([[2**64 - 1, 2**63, 2**53 + 1]], dtype="u8"))
np.save("fortran.npy", np.asfortranarray(a[:, 0, :].astype("f4")))
np.save("words.npy", np.array(["a", "b"]))
np.save("objects.npy", np.array([{}, None]), allow_pickle=True)
np.save("scalar.npy", np.array(3.0))
np.save("empty.npy", np.zeros((0, 3)))
np.save("hollow.npy", np.zeros((3, 0)))
with open("version3.npy", "wb") as out:
    np.lib.format.write_array(out, a.astype("f4"), version=(3, 0))
idx = b"\0\0\x08\x03" + struct.pack(">III", 4, 2, 3) + a.astype("u1").tobytes()
open("images.idx", "wb").write(idx)
open("images.idx.gz", "wb").write(gzip.compress(idx, mtime=0))
open("labels.idx", "wb").write(b"\0\0\x08\x01" + struct.pack(">I", 4) + bytes([2, 0, 1, 2]))
open("doubles.idx", "wb").write(b"\0\0\x0e\x02" + struct.pack(">II", 2, 2) + struct.pack(">4d", 1, -2.5, 3, 1e-300))

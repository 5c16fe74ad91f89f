"""Writes the pictures and sounds of this folder and, in expected.json, what is in them: Pillow 9.4, NumPy, SciPy 1.10."""
import json, struct, wave, zlib
import numpy as np
from PIL import Image
from scipy.io import wavfile
import scipy.signal

rng = np.random.default_rng(5)
expected = {}


def keep(name, array):
    expected[name] = [round(float(v), 6) for v in np.asarray(array, dtype=np.float64).ravel()]


grey = rng.integers(0, 256, (5, 7), dtype=np.uint8)
smooth = np.clip(np.add.outer(np.arange(40) * 3, np.arange(60) * 2) + rng.integers(0, 30, (40, 60)), 0, 255).astype(np.uint8)
rgb = rng.integers(0, 256, (5, 7, 3), dtype=np.uint8)
alpha = rng.integers(0, 256, (5, 7, 4), dtype=np.uint8)
deep = rng.integers(0, 65536, (5, 7), dtype=np.uint16)
Image.fromarray(grey).save("grey.png"); keep("grey.png", grey)
Image.fromarray(rgb).save("rgb.png"); keep("rgb.png", rgb.transpose(2, 0, 1))
Image.fromarray(alpha, "RGBA").save("alpha.png")
a = alpha[..., 3:] / 255.0
keep("alpha.png", (alpha[..., :3] * a + 255 * (1 - a)).transpose(2, 0, 1))
Image.fromarray(deep.astype(np.int32)).convert("I;16").save("deep.png"); keep("deep.png", deep / 257.0)
palette = Image.fromarray(rgb).quantize(4); palette.save("palette.png"); keep("palette.png", np.asarray(palette.convert("RGB")).transpose(2, 0, 1))
bits = Image.fromarray((grey > 127)); bits.save("bits.png"); keep("bits.png", (grey > 127) * 255)
Image.fromarray(smooth).save("smooth.png")
keep("smooth.png to 12x8", np.asarray(Image.fromarray(smooth).resize((12, 8), Image.BILINEAR)))
keep("smooth.png to 90x50", np.asarray(Image.fromarray(smooth).resize((90, 50), Image.BILINEAR)))
keep("rgb.png in grey", rgb @ np.array([.299, .587, .114]))
Image.fromarray(smooth).save("smooth.jpg", quality=95); keep("smooth.jpg", np.asarray(Image.open("smooth.jpg")))
Image.fromarray(smooth).convert("CMYK").save("cmyk.jpg")
open("cut.png", "wb").write(open("smooth.png", "rb").read()[:-30])
open("cut.jpg", "wb").write(open("smooth.jpg", "rb").read()[:-400])
bomb = b"\x89PNG\r\n\x1a\n"
for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 100000)), (b"IEND", b"")):
    bomb += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open("bomb.png", "wb").write(bomb)

t = np.arange(1600) / 8000
tone = 0.5 * np.sin(2 * np.pi * 440 * t) + 0.1 * np.sin(2 * np.pi * 1300 * t)
pcm = np.round(tone * 32767).astype(np.int16)
wavfile.write("tone16.wav", 8000, pcm); keep("tone16.wav", pcm[:50] / 32768)
wavfile.write("tone8.wav", 8000, np.round(tone * 127 + 128).astype(np.uint8)); keep("tone8.wav", (np.round(tone * 127 + 128)[:50] - 128) / 128)
wavfile.write("tone32.wav", 8000, (pcm.astype(np.int32) << 16)); keep("tone32.wav", pcm[:50] / 32768)
wavfile.write("float.wav", 8000, tone.astype(np.float32)); keep("float.wav", tone.astype(np.float32)[:50])
wavfile.write("stereo.wav", 8000, np.stack([pcm, np.zeros_like(pcm)], 1)); keep("stereo.wav", pcm[:50] / 65536)
with wave.open("tone24.wav", "wb") as out:
    out.setparams((1, 3, 8000, 0, "NONE", ""))
    out.writeframes(b"".join(struct.pack("<i", int(v) << 8)[:3] for v in pcm))
keep("tone24.wav", pcm[:50] / 32768)
wavfile.write("silent.wav", 8000, np.zeros(0, np.int16))
open("cut.wav", "wb").write(open("tone16.wav", "rb").read()[:1000])
# Twice the rate: the tone itself, sampled there, away from the ends.
keep("tone16.wav at 16000", [0.5 * np.sin(2 * np.pi * 440 * n / 16000) + 0.1 * np.sin(2 * np.pi * 1300 * n / 16000) for n in range(100, 140)])

x = pcm / 32768
window, hop, mels, size = 200, 80, 20, 256
frames = 1 + (len(x) - window) // hop
hann = scipy.signal.get_window("hann", window)
power = np.stack([np.abs(np.fft.rfft(x[f * hop:f * hop + window] * hann, size)) ** 2 for f in range(frames)])
points = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + 4000 / 700), mels + 2) / 2595) - 1)
bins = np.arange(size // 2 + 1) * 8000 / size
bank = np.array([np.interp(bins, points[m:m + 3], [0, 1, 0], 0, 0) for m in range(mels)])
keep("tone16.wav logMel", np.log(np.maximum(power @ bank.T, 1e-10)).T)
json.dump(expected, open("expected.json", "w"))

"""Computes descriptor.csv, the reference of DescriptorEncoderTest, with NumPy alone, by the definitions of librosa 0.10.

python3 descriptor.py > ../resources/io/kuayu/encoders/audio/descriptor.csv
"""
import numpy as np

SR, N, HOP, BANDS = 22050, 2048, 512, 40


def signal():
    n = np.arange(4 * SR)
    t = n / SR
    noise = np.zeros(n.size)
    state = 1
    for i in range(n.size):
        state = (1103515245 * state + 12345) % 2**31
        noise[i] = state / 2**30 - 1
    since = (n % (SR // 2)) / SR
    y = .3 * np.sin(2 * np.pi * (220 * t + 100 * t * t)) + .5 * np.exp(-60 * since) * noise + .01 * noise
    return y.astype(np.float32).astype(np.float64)


def mel_to_hz(m):
    return np.where(m < 15, m * 200 / 3, 1000 * np.exp((m - 15) * np.log(6.4) / 27))


def mel_filters():  # librosa.filters.mel(htk=False, norm="slaney")
    top = 15 + np.log(SR / 2 / 1000) / (np.log(6.4) / 27)
    edges = mel_to_hz(np.linspace(0, top, BANDS + 2))
    hz = np.linspace(0, SR / 2, N // 2 + 1)
    rows = []
    for low, mid, high in zip(edges, edges[1:], edges[2:]):
        rows.append(np.maximum(0, np.minimum((hz - low) / (mid - low), (high - hz) / (high - mid))) * 2 / (high - low))
    return np.array(rows)


def chroma_filters():  # librosa.filters.chroma
    hz = np.linspace(0, SR, N, endpoint=False)[1:]
    bins = 12 * np.log2(hz / (440 / 16))
    bins = np.concatenate(([bins[0] - 18], bins))
    widths = np.concatenate((np.maximum(bins[1:] - bins[:-1], 1), [1]))
    d = np.subtract.outer(bins, np.arange(12)).T
    d = np.remainder(d + 6 + 120, 12) - 6
    w = np.exp(-.5 * (2 * d / widths) ** 2)
    w /= np.sqrt((w**2).sum(0))
    w *= np.exp(-.5 * ((bins / 12 - 5) / 2) ** 2)
    return np.roll(w, -3, axis=0)[:, : N // 2 + 1]


def frames_of(y):
    count = 1 + (y.size - N) // HOP
    return np.stack([y[i * HOP: i * HOP + N] for i in range(count)], 1)


y = signal()
window = .5 - .5 * np.cos(2 * np.pi * np.arange(N) / N)
spectrum = np.abs(np.fft.rfft(frames_of(np.pad(y, N // 2)) * window[:, None], axis=0))
power = spectrum**2
levels = 10 * np.log10(np.maximum(1e-10, mel_filters() @ power))
levels = np.maximum(levels, levels.max() - 80)
k, b = np.arange(20)[:, None], np.arange(BANDS)
dct = np.where(k == 0, np.sqrt(1 / BANDS), np.sqrt(2 / BANDS)) * np.cos(np.pi * k * (2 * b + 1) / (2 * BANDS))
mfcc = dct @ levels
slopes = sum(s * (mfcc[:, 4 + s: mfcc.shape[1] - 4 + s] - mfcc[:, 4 - s: mfcc.shape[1] - 4 - s]) for s in range(1, 5)) / 60
chroma = chroma_filters() @ power
chroma /= chroma.max(0)
hz = np.linspace(0, SR / 2, N // 2 + 1)[:, None]
centroid = (hz * spectrum).sum(0) / spectrum.sum(0)
below = np.cumsum(spectrum, 0)
rolloff = np.array([hz[np.argmax(c >= .85 * c[-1]), 0] for c in below.T])
bounded = np.maximum(1e-10, power)
flatness = np.exp(np.log(bounded).mean(0)) / bounded.mean(0)
signs = frames_of(np.pad(y, N // 2, mode="edge")) < 0
crossings = (signs[1:] != signs[:-1]).sum(0) / N
onset = np.maximum(0, np.diff(levels, axis=1)).mean(0)
v = [*(levels.mean(1) / 20), *(mfcc.std(1) / 20), *(slopes.std(1) / 4), *(2 * chroma.mean(1))]
for row, of_mean, of_std in [(centroid, 1 / 2000, 1 / 1000), (rolloff, 1 / 4000, 1 / 2000), (flatness, 4, 4), (crossings, 5, 10), (onset, .5, .3)]:
    v += [row.mean() * of_mean, row.std() * of_std]
print("\n".join(f"{x:.6f}" for x in v))

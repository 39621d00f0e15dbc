package io.kuayu.encoders.audio.signal;

/** The discrete Fourier transform of one size, a power of two (Cooley and Tukey). Thread-safe. */
public final class Fourier {
  private final int size;
  private final float[] cosines;
  private final float[] sines;

  /** Prepares the transform of so many complex numbers. */
  public Fourier(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(size + " is no power of two");
    }
    this.size = size;
    cosines = new float[size / 2];
    sines = new float[size / 2];
    for (int index = 0; index < size / 2; index++) {
      double angle = -2 * Math.PI * index / size;
      cosines[index] = (float) Math.cos(angle);
      sines[index] = (float) Math.sin(angle);
    }
  }

  /** Transforms in place; costs 5 n log n operations. */
  public void transform(float[] re, float[] im) {
    for (int index = 0; index < size; index++) {
      int other =
          size == 1 ? 0 : Integer.reverse(index) >>> (Integer.numberOfLeadingZeros(size) + 1);
      if (other > index) {
        swap(re, index, other);
        swap(im, index, other);
      }
    }
    for (int length = 2; length <= size; length *= 2) {
      int stride = size / length;
      int half = length / 2;
      for (int start = 0; start < size; start += length) {
        for (int low = start, root = 0; low < start + half; low++, root += stride) {
          int high = low + half;
          float highRe = re[high] * cosines[root] - im[high] * sines[root];
          float highIm = re[high] * sines[root] + im[high] * cosines[root];
          re[high] = re[low] - highRe;
          im[high] = im[low] - highIm;
          re[low] += highRe;
          im[low] += highIm;
        }
      }
    }
  }

  private static void swap(float[] numbers, int one, int other) {
    float kept = numbers[one];
    numbers[one] = numbers[other];
    numbers[other] = kept;
  }
}

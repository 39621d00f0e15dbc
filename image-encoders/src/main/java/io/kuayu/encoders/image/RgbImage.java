package io.kuayu.encoders.image;

/**
 * An opaque image.
 *
 * @param rgb {@code [height, width]}, each {@code 0xRRGGBB}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record RgbImage(int width, int height, int[] rgb) {
  /**
   * The image with other sides. Each pixel is the mean of the area that it covers, or linear
   * between its neighbours where it covers less than one.
   *
   * @return {@code [3, height, width]} of red, green and blue, from 0 to 1
   */
  float[] scaled(int toWidth, int toHeight) {
    float[] columns = new float[3 * height * toWidth];
    Spread across = Spread.of(width, toWidth);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < toWidth; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int tap = across.from[x]; tap < across.from[x + 1]; tap++) {
          int pixel = rgb[y * width + across.source[tap]];
          float weight = across.weight[tap];
          red += weight * (pixel >> 16 & 0xff);
          green += weight * (pixel >> 8 & 0xff);
          blue += weight * (pixel & 0xff);
        }
        int place = y * toWidth + x;
        columns[place] = red / 255;
        columns[height * toWidth + place] = green / 255;
        columns[2 * height * toWidth + place] = blue / 255;
      }
    }
    float[] scaled = new float[3 * toHeight * toWidth];
    Spread down = Spread.of(height, toHeight);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < toHeight; y++) {
        for (int tap = down.from[y]; tap < down.from[y + 1]; tap++) {
          int row = (channel * height + down.source[tap]) * toWidth;
          int to = (channel * toHeight + y) * toWidth;
          for (int x = 0; x < toWidth; x++) {
            scaled[to + x] += down.weight[tap] * columns[row + x];
          }
        }
      }
    }
    return scaled;
  }

  /** The middle of the image. */
  RgbImage window(int windowWidth, int windowHeight) {
    if (windowWidth == width && windowHeight == height) {
      return this;
    }
    int left = (width - windowWidth) / 2;
    int top = (height - windowHeight) / 2;
    int[] inner = new int[windowWidth * windowHeight];
    for (int y = 0; y < windowHeight; y++) {
      System.arraycopy(rgb, (top + y) * width + left, inner, y * windowWidth, windowWidth);
    }
    return new RgbImage(windowWidth, windowHeight, inner);
  }

  /** Which pixels of a line make each pixel of another one, and how much. */
  private record Spread(int[] from, int[] source, float[] weight) {
    static Spread of(int sources, int targets) {
      double ratio = (double) sources / targets;
      double reach = Math.max(1, ratio);
      int most = (int) Math.ceil(2 * reach) + 2;
      int[] from = new int[targets + 1];
      int[] source = new int[targets * most];
      float[] weight = new float[targets * most];
      int at = 0;
      for (int target = 0; target < targets; target++) {
        from[target] = at;
        double centre = (target + .5) * ratio - .5;
        double sum = 0;
        for (int place = (int) Math.floor(centre - reach) + 1; place < centre + reach; place++) {
          double share = 1 - Math.abs(place - centre) / reach;
          if (share > 0) {
            source[at] = Math.clamp(place, 0, sources - 1);
            weight[at++] = (float) share;
            sum += share;
          }
        }
        for (int tap = from[target]; tap < at; tap++) {
          weight[tap] /= (float) sum;
        }
      }
      from[targets] = at;
      return new Spread(from, source, weight);
    }
  }
}

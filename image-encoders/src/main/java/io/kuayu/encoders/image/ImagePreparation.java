package io.kuayu.encoders.image;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import tools.jackson.databind.JsonNode;

/**
 * How a network wants its images, as {@code preprocessor_config.json} of Hugging Face says it.
 *
 * @param width of the input, in pixels
 * @param height of the input, in pixels
 * @param cropped share of the shorter side that the input shows; 0 where the image is not cropped
 *     but squeezed into the input
 * @param scale by which red, green and blue from 0 to 1 are multiplied, {@code [3]}
 * @param offset what is added then, {@code [3]}
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
record ImagePreparation(int width, int height, double cropped, float[] scale, float[] offset) {
  private static final int USUAL_SIDE = 224;
  private static final int MAX_SIDE = 2_048;

  /**
   * Reads it.
   *
   * @param modelSide of the input, where the network allows one alone; otherwise 0 or less
   * @throws KuayuException where it makes no sense
   */
  static ImagePreparation read(JsonNode json, long modelSide) {
    int usual = modelSide > 0 ? (int) Math.min(modelSide, MAX_SIDE + 1) : USUAL_SIDE;
    JsonNode size = json.path("size");
    JsonNode crop = json.path("crop_size");
    boolean isExact = size.has("height") && size.has("width");
    int shorter = size.isNumber() ? size.asInt() : size.path("shortest_edge").asInt(usual);
    boolean isCropped = !isExact && json.path("do_resize").asBoolean(true);
    int width = isExact ? size.path("width").asInt() : shorter;
    int height = isExact ? size.path("height").asInt() : shorter;
    if (json.path("do_center_crop").asBoolean(!crop.isMissingNode()) && !crop.isMissingNode()) {
      shorter = Math.min(width, height);
      width = crop.isNumber() ? crop.asInt() : crop.path("width").asInt(shorter);
      height = crop.isNumber() ? crop.asInt() : crop.path("height").asInt(shorter);
      isCropped = true;
    }
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || shorter < 1) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "the encoder wants images of %d x %d pixels".formatted(width, height),
          "correct size and crop_size in preprocessor_config.json, at most " + MAX_SIDE);
    }
    double factor = rescale(json);
    boolean isNormalised = json.path("do_normalize").asBoolean(true);
    float[] scale = new float[3];
    float[] offset = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      double mean = isNormalised ? json.path("image_mean").path(channel).asDouble(0) : 0;
      double deviation = isNormalised ? json.path("image_std").path(channel).asDouble(1) : 1;
      scale[channel] = (float) (factor / deviation);
      offset[channel] = (float) (-mean / deviation);
    }
    double share = isCropped ? Math.min(1, (double) Math.max(width, height) / shorter) : 0;
    return new ImagePreparation(width, height, share, scale, offset);
  }

  /** What multiplies a colour from 0 to 1, because the file counts from 0 to 255. */
  private static double rescale(JsonNode json) {
    return json.path("do_rescale").asBoolean(true)
        ? 255 * json.path("rescale_factor").asDouble(1 / 255.0)
        : 255;
  }

  /** The pixels as the network wants them, {@code [3, height, width]}. */
  float[] apply(RgbImage image) {
    float[] pixels = window(image).scaled(width, height);
    int area = width * height;
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = pixels[at] * scale[at / area] + offset[at / area];
    }
    return pixels;
  }

  /** The middle of the image, in the proportions of the input. */
  private RgbImage window(RgbImage image) {
    if (cropped == 0) {
      return image;
    }
    double side = cropped * Math.min(image.width(), image.height()) / Math.max(width, height);
    int windowWidth = Math.clamp(Math.round(side * width), 1, image.width());
    int windowHeight = Math.clamp(Math.round(side * height), 1, image.height());
    return image.window(windowWidth, windowHeight);
  }
}

package io.kuayu.media;

import io.kuayu.core.content.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Decides whether the bytes of a file may be decoded. */
public final class MediaInspector {
  private static final List<HeaderParser> PARSERS =
      List.of(
          new JpegParser(),
          new PngParser(),
          new GifParser(),
          new WebpParser(),
          new WavParser(),
          new FlacParser(),
          new OggParser(),
          new Mp3Parser());

  private MediaInspector() {}

  /**
   * Reads the header and checks it. Costs microseconds; nothing is decoded.
   *
   * @param modality that the file shall have
   * @throws InvalidMediaException where it is of another modality or format, damaged, cut, or
   *     exceeds a limit
   */
  public static MediaHeader inspect(byte[] bytes, Modality modality, MediaLimits limits)
      throws InvalidMediaException {
    if (bytes.length > limits.bytes()) {
      throw tooManyBytes(bytes.length, limits);
    }
    MediaBytes file = new MediaBytes(bytes);
    for (HeaderParser parser : PARSERS) {
      if (parser.recognises(file)) {
        return checked(parser.parse(file), modality, limits);
      }
    }
    throw new InvalidMediaException(
        bytes.length == 0
            ? "it is empty"
            : "it is no %s in one of the formats that are read (%s)"
                .formatted(modality.lowerCase(), formats(modality)));
  }

  static InvalidMediaException tooManyBytes(long bytes, MediaLimits limits) {
    return new InvalidMediaException(
        "it has %d bytes, and at most %d are read".formatted(bytes, limits.bytes()));
  }

  private static MediaHeader checked(MediaHeader header, Modality modality, MediaLimits limits)
      throws InvalidMediaException {
    if (header.format().modality() != modality) {
      throw new InvalidMediaException(
          "it is %s, which is no %s".formatted(header.format(), modality.lowerCase()));
    }
    switch (header) {
      case MediaHeader.Image image -> {
        if (image.pixels() > limits.pixels()) {
          throw new InvalidMediaException(
              "it has %d x %d pixels, and at most %d are read"
                  .formatted(image.width(), image.height(), limits.pixels()));
        }
      }
      case MediaHeader.Audio audio -> {
        if (audio.seconds() > limits.seconds()) {
          throw new InvalidMediaException(
              Double.isInfinite(audio.seconds())
                  ? "its header does not tell how long it is"
                  : String.format(
                      Locale.ROOT,
                      "it lasts %.0f seconds, and at most %.0f are read",
                      audio.seconds(),
                      limits.seconds()));
        }
      }
    }
    return header;
  }

  private static String formats(Modality modality) {
    return Arrays.stream(MediaFormat.values())
        .filter(format -> format.modality() == modality)
        .map(MediaFormat::name)
        .collect(Collectors.joining(", "));
  }
}

package io.kuayu.benchmarks.fuzz;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.audio.codec.AudioDecoder;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaInspector;
import io.kuayu.media.MediaLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Headers and decoders of images and sounds. */
final class MediaTargets {
  /** 16 x 12 pixels by cwebp. */
  private static final String WEBP =
      "UklGRkIAAABXRUJQVlA4IDYAAADQAQCdASoQAAwAAMASJaACdLoB+AADsAD++rZ//qGt/9rQ/V23rs//Wwf/7z0ejN/eej7+QAA=";

  private static final int RATE = 22_050;

  private MediaTargets() {}

  static FuzzTarget images() throws IOException {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 4, 0x40ff80);
    List<byte[]> seeds = new ArrayList<>();
    for (String format : List.of("jpeg", "png", "gif")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      var _ = ImageIO.write(image, format, out);
      seeds.add(out.toByteArray());
    }
    seeds.add(Base64.getDecoder().decode(WEBP));
    EncoderOptions options = new EncoderOptions("colour", Precision.AUTO, 64);
    ItemEncoder encoder =
        ItemEncoders.open(Modality.IMAGE, options, Catalogue.of(List.of(), List.of()), 1);
    return new FuzzTarget(
        "images",
        seeds,
        FuzzTarget.bytes("IHDR", "IEND", "RIFF", "WEBP", "VP8X", "GIF89a"),
        input -> {
          inspect(input, Modality.IMAGE);
          var _ =
              encoder.encode(
                  List.of(new Content(Modality.IMAGE, new ContentSource.InlineBytes(input))));
        });
  }

  /** The seeds are a tenth of a second by sox, flac, lame and oggenc. */
  static FuzzTarget sounds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String format : List.of("wav", "flac", "mp3", "ogg")) {
      try (InputStream in = MediaTargets.class.getResourceAsStream("tone." + format)) {
        seeds.add(Objects.requireNonNull(in, format).readAllBytes());
      }
    }
    return new FuzzTarget(
        "sounds",
        seeds,
        FuzzTarget.bytes("RIFF", "WAVE", "fmt ", "data", "fLaC", "OggS", "vorbis", "ID3", "BCV"),
        input -> {
          inspect(input, Modality.AUDIO);
          try {
            var _ = AudioDecoder.decode(input, RATE, 10);
          } catch (InvalidMediaException e) {
            throw refused(e);
          }
        });
  }

  private static void inspect(byte[] input, Modality modality) {
    try {
      var _ = MediaInspector.inspect(input, modality, MediaLimits.ofFiles(modality));
    } catch (InvalidMediaException e) {
      throw refused(e);
    }
  }

  private static KuayuException refused(InvalidMediaException e) {
    return new KuayuException(ErrorCode.CONTENT_UNREADABLE, String.valueOf(e.getMessage()), "", e);
  }
}

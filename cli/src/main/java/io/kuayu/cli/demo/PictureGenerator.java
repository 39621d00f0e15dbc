package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.core.Seed;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws the items of a marketplace. A picture tells what its item is: the silhouette tells the
 * domain, the colour the interest, the emblem the theme, and bands how special it is. Tilt, tones
 * and specks differ from picture to picture and mean nothing.
 */
final class PictureGenerator {
  /** Pixels of a side. */
  static final int SIDE = 96;

  private static final double MAX_TILT = .12;
  private static final int SPECKS = 7;

  /** Little compression, in a quarter of the time. */
  private static final float FAST = .9f;

  private static final Color PAPER = new Color(0xfbfaf7);

  private final Scenario scenario;
  private final Seed seed;

  PictureGenerator(Scenario scenario, Seed seed) {
    this.scenario = scenario;
    this.seed = seed.derive("pictures");
  }

  /** The picture of an item as a PNG file; the same one every time. */
  byte[] png(Good good) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    String key = scenario.domains().get(good.domain()).key();
    draw(pen, good, Silhouette.of(key), seed.derive(key).derive(good.id()).random());
    pen.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Without a stream of its own, ImageIO makes a file for each.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam options = writer.getDefaultWriteParam();
      options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      options.setCompressionQuality(FAST);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), options);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private void draw(Graphics2D pen, Good good, Silhouette silhouette, SplittableRandom random) {
    int perInterest = scenario.interests().getFirst().themes().size();
    int interest = good.theme() / perInterest;
    float hue =
        (interest + .3f * (good.theme() % perInterest) / perInterest) / scenario.interests().size()
            + (float) random.nextDouble(-.01, .01);
    float light = (float) random.nextDouble(-.06, .06);
    pen.setColor(Color.getHSBColor(hue, .12f, .97f + light / 4));
    pen.fill(new Rectangle2D.Double(0, 0, SIDE, SIDE));
    pen.setColor(Color.getHSBColor(hue, .22f, .93f));
    for (int speck = 0; speck < SPECKS; speck++) {
      double size = random.nextDouble(2, 7);
      pen.fill(new Ellipse2D.Double(random.nextInt(SIDE), random.nextInt(SIDE), size, size));
    }
    AffineTransform still = pen.getTransform();
    pen.rotate(random.nextDouble(-MAX_TILT, MAX_TILT), SIDE / 2., SIDE / 2.);
    double scale = random.nextDouble(.92, 1.04) * SIDE / 100;
    pen.translate(SIDE / 2. - 50 * scale, SIDE / 2. - 50 * scale);
    pen.scale(scale, scale);
    Color body = Color.getHSBColor(hue, .62f, .74f + light);
    pen.setColor(body);
    pen.fill(silhouette.body());
    pen.setColor(Color.getHSBColor(hue, .7f, .5f + light));
    pen.setStroke(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(silhouette.body());
    silhouette.details().forEach(pen::draw);
    bands(pen, silhouette, good.step(), hue);
    pen.setColor(PAPER);
    pen.fill(emblem(silhouette, good.theme() % perInterest));
    pen.setTransform(still);
  }

  /** None for plain items, two for special ones. */
  private static void bands(Graphics2D pen, Silhouette silhouette, int count, float hue) {
    Shape before = pen.getClip();
    pen.clip(silhouette.body());
    pen.setColor(Color.getHSBColor(hue + .08f, .45f, .95f));
    for (int band = 0; band < count; band++) {
      pen.fill(new Rectangle2D.Double(0, silhouette.bandAt() + 7. * band, 100, 3.5));
    }
    pen.setClip(before);
  }

  private static Shape emblem(Silhouette silhouette, int kind) {
    return Silhouette.emblem(kind, silhouette.emblemAt(), 13);
  }
}

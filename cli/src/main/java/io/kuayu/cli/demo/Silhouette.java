package io.kuayu.cli.demo;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/**
 * What the items of a domain look like, in a square of 100.
 *
 * @param body the outline
 * @param details lines in it
 * @param emblemAt where the emblem of the theme is
 * @param bandAt where bands begin, from above
 */
record Silhouette(Shape body, List<Shape> details, Point2D emblemAt, double bandAt) {
  /** That of a domain, by its key; a card where there is no other. */
  static Silhouette of(String domain) {
    return switch (domain) {
      case "books" ->
          new Silhouette(box(26, 16, 50, 68, 5), List.of(line(35, 17, 35, 83)), at(55, 42), 66);
      case "electronics" ->
          new Silhouette(
              box(16, 22, 68, 50, 9),
              List.of(box(23, 29, 54, 36, 3), line(38, 80, 62, 80), line(50, 72, 50, 80)),
              at(50, 46),
              66.5);
      case "clothing" -> new Silhouette(shirt(), List.of(), at(50, 47), 68);
      case "travel" -> new Silhouette(pin(), List.of(), at(50, 40), 62);
      case "food" ->
          new Silhouette(
              bowl(), List.of(line(42, 22, 42, 34), line(58, 22, 58, 34)), at(50, 61), 44);
      case "mathematics" ->
          new Silhouette(
              polygon(50, 14, 88, 82, 12, 82), List.of(line(50, 14, 50, 24)), at(50, 59), 74);
      case "programming" ->
          new Silhouette(box(14, 20, 72, 60, 7), List.of(line(14, 33, 86, 33)), at(50, 53), 69);
      case "languages" -> new Silhouette(bubble(), List.of(), at(50, 43), 59);
      default -> new Silhouette(box(18, 18, 64, 64, 10), List.of(), at(50, 44), 66);
    };
  }

  /** The emblem of the first, second or third theme of an interest. */
  static Shape emblem(int theme, Point2D middle, double radius) {
    double x = middle.getX();
    double y = middle.getY();
    return switch (theme) {
      case 0 -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
      case 1 -> polygon(x, y - radius, x + radius, y, x, y + radius, x - radius, y);
      default -> {
        Path2D star = new Path2D.Double();
        for (int point = 0; point < 10; point++) {
          double turn = Math.PI * (point / 5. - .5);
          double far = point % 2 == 0 ? 1.2 * radius : .55 * radius;
          double px = x + far * StrictMath.cos(turn);
          double py = y + far * StrictMath.sin(turn);
          if (point == 0) {
            star.moveTo(px, py);
          } else {
            star.lineTo(px, py);
          }
        }
        star.closePath();
        yield star;
      }
    };
  }

  private static Point2D at(double x, double y) {
    return new Point2D.Double(x, y);
  }

  private static Shape line(double x1, double y1, double x2, double y2) {
    return new Line2D.Double(x1, y1, x2, y2);
  }

  private static Shape box(double x, double y, double width, double height, double corner) {
    return new RoundRectangle2D.Double(x, y, width, height, 2 * corner, 2 * corner);
  }

  private static Shape polygon(double... places) {
    Path2D path = new Path2D.Double();
    path.moveTo(places[0], places[1]);
    for (int at = 2; at < places.length; at += 2) {
      path.lineTo(places[at], places[at + 1]);
    }
    path.closePath();
    return path;
  }

  private static Shape shirt() {
    Area shirt =
        new Area(
            polygon(36, 18, 64, 18, 92, 36, 81, 53, 71, 47, 71, 84, 29, 84, 29, 47, 19, 53, 8, 36));
    shirt.subtract(new Area(new Ellipse2D.Double(40, 9, 20, 18)));
    return shirt;
  }

  private static Shape pin() {
    Area pin = new Area(new Ellipse2D.Double(22, 12, 56, 56));
    pin.add(new Area(polygon(25, 53, 75, 53, 50, 90)));
    return pin;
  }

  private static Shape bowl() {
    Area bowl = new Area(new Ellipse2D.Double(12, 2, 76, 80));
    bowl.intersect(new Area(new Rectangle2D.Double(0, 40, 100, 60)));
    bowl.add(new Area(box(36, 78, 28, 8, 3)));
    return bowl;
  }

  private static Shape bubble() {
    Area bubble = new Area(box(12, 16, 76, 54, 16));
    bubble.add(new Area(polygon(28, 66, 50, 66, 26, 88)));
    return bubble;
  }
}

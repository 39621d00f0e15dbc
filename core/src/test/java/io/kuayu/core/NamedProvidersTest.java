package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedProvidersTest {
  private interface Shape {
    String name();
  }

  private record Square(String name) implements Shape {}

  private record Circle(String name) implements Shape {}

  @Test
  void keepsTheOrderAndFindsByName() {
    NamedProviders<Shape> shapes = shapes(new Square("square"), new Circle("circle"));

    assertThat(shapes.names()).containsExactly("square", "circle");
    assertThat(shapes.find("circle")).contains(new Circle("circle"));
    assertThat(shapes.find("oval")).isEmpty();
  }

  @Test
  void refusesTwoOfTheSameNameAndNamesBothWithTheirJars() {
    NamedProviders<Shape> shapes =
        shapes(new Square("square"), new Circle("round"), new Square("round"));

    assertThatThrownBy(() -> shapes.find("square"))
        .isInstanceOfSatisfying(
            KuayuException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.PROVIDER_CLASH);
              assertThat(refusal).hasMessageContainingAll("'round'", "Circle (", "Square (");
            });
    assertThatThrownBy(shapes::all).isInstanceOf(KuayuException.class);
    assertThatThrownBy(shapes::names).isInstanceOf(KuayuException.class);
  }

  private static NamedProviders<Shape> shapes(Shape... shapes) {
    return NamedProviders.of(Shape.class, Stream.of(shapes), Shape::name);
  }
}

package io.kuayu.engine.filter;

import java.util.OptionalDouble;

/** The comparison operators. */
enum FilterOperator {
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  EQUAL("=");

  private final String sign;

  FilterOperator(String sign) {
    this.sign = sign;
  }

  private boolean holds(int order) {
    return switch (this) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case AT_LEAST -> order >= 0;
      case EQUAL -> order == 0;
    };
  }

  String sign() {
    return sign;
  }

  /** A condition on a field; false where the item does not have it. */
  Filter on(FilterField field, FilterToken value) {
    if (value.kind() == FilterToken.Kind.NUMBER) {
      double number = FilterNumbers.read(value.text()).orElseThrow();
      return item -> {
        String own = field.of(item);
        if (own.isEmpty()) {
          return false;
        }
        OptionalDouble read = FilterNumbers.read(own);
        return read.isPresent() && holds(Double.compare(read.getAsDouble(), number));
      };
    }
    String text = value.text();
    return item -> {
      String own = field.of(item);
      return !own.isEmpty() && holds(own.compareTo(text));
    };
  }
}

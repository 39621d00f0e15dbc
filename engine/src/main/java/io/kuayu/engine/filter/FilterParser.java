package io.kuayu.engine.filter;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A recursive descent parser for
 *
 * <pre>{@code
 * condition  = conjunction { "or" conjunction }
 * conjunction = term { "and" term }
 * term       = "not" term | "(" condition ")" | comparison
 * comparison = name ( "<" | "<=" | ">" | ">=" | "=" | "==" | "!=" | "<>" ) value
 *            | name [ "not" ] "in" "(" value { "," value } ")"
 *            | name [ "not" ] "contains" text
 *            | name "is" [ "not" ] "missing"
 * value      = text | number
 * }</pre>
 *
 * A name is {@code domain}, {@code id}, {@code title}, {@code text} or an attribute, in backticks
 * where it contains spaces. A comparison with a field that an item does not have is false, so
 * {@code !=} and {@code not} of it are true.
 */
final class FilterParser {
  static final int MAX_LENGTH = 4_000;
  static final int MAX_DEPTH = 32;
  static final int MAX_CONDITIONS = 64;
  static final int MAX_VALUES = 500;

  private final List<FilterToken> tokens;
  private final int maxConditions;
  private final Map<String, Integer> attributes = new LinkedHashMap<>();
  private int at;
  private int conditions;
  private int values;

  private FilterParser(List<FilterToken> tokens, int maxConditions) {
    this.tokens = tokens;
    this.maxConditions = maxConditions;
  }

  static Filter parse(String text, int maxConditions) {
    if (text.length() > MAX_LENGTH) {
      throw new KuayuException(
          ErrorCode.INVALID_FILTER,
          "the filter has " + text.length() + " characters",
          "at most " + MAX_LENGTH + " are allowed: ask in several requests");
    }
    FilterParser parser = new FilterParser(FilterLexer.of(text), maxConditions);
    Filter filter = parser.condition(0);
    if (parser.peek().kind() != FilterToken.Kind.END) {
      throw parser.expected("'and', 'or' or the end");
    }
    return new ParsedFilter(filter, parser.attributes);
  }

  private Filter condition(int depth) {
    List<Filter> parts = new ArrayList<>();
    parts.add(conjunction(depth));
    while (peek().is("or")) {
      at++;
      parts.add(conjunction(depth));
    }
    List<Filter> any = List.copyOf(parts);
    return any.size() == 1
        ? any.getFirst()
        : item -> {
          for (Filter part : any) {
            if (part.accepts(item)) {
              return true;
            }
          }
          return false;
        };
  }

  private Filter conjunction(int depth) {
    List<Filter> parts = new ArrayList<>();
    parts.add(term(depth));
    while (peek().is("and")) {
      at++;
      parts.add(term(depth));
    }
    List<Filter> all = List.copyOf(parts);
    return all.size() == 1
        ? all.getFirst()
        : item -> {
          for (Filter part : all) {
            if (!part.accepts(item)) {
              return false;
            }
          }
          return true;
        };
  }

  private Filter term(int depth) {
    if (depth == MAX_DEPTH) {
      throw FilterLexer.problem(
          peek().column(),
          "more than " + MAX_DEPTH + " parentheses and negations inside each other",
          "write it flatter");
    }
    if (peek().is("not")) {
      at++;
      return not(term(depth + 1));
    }
    if (peek().isSign("(")) {
      at++;
      Filter inner = condition(depth + 1);
      sign(")");
      return inner;
    }
    return comparison();
  }

  private Filter comparison() {
    FilterToken name = peek();
    if (!name.isName() || isKeyword(name)) {
      throw expected("the name of a field, 'not' or '('");
    }
    at++;
    if (++conditions > maxConditions) {
      throw FilterLexer.problem(
          name.column(), "more than " + maxConditions + " conditions", "use 'in' for many values");
    }
    FilterField field = FilterField.named(name.text());
    if (!FilterField.isBuiltIn(name.text())) {
      attributes.putIfAbsent(name.text(), name.column());
    }
    if (peek().is("is")) {
      at++;
      boolean negated = skip("not");
      if (!skip("missing")) {
        throw expected("'missing' or 'not missing'");
      }
      return negated ? item -> !field.of(item).isEmpty() : item -> field.of(item).isEmpty();
    }
    if (peek().is("not")) {
      at++;
      return not(membership(field));
    }
    if (peek().is("in") || peek().is("contains")) {
      return membership(field);
    }
    return signed(field);
  }

  private Filter signed(FilterField field) {
    FilterToken sign = peek();
    String text = sign.text().equals("==") ? "=" : sign.text();
    if (sign.kind() == FilterToken.Kind.SIGN) {
      at++;
      if (text.equals("!=") || text.equals("<>")) {
        return not(FilterOperator.EQUAL.on(field, value()));
      }
      for (FilterOperator comparison : FilterOperator.values()) {
        if (comparison.sign().equals(text)) {
          return comparison.on(field, value());
        }
      }
      at--;
    }
    throw expected("a comparison: < <= > >= = != in contains is");
  }

  private Filter membership(FilterField field) {
    if (skip("contains")) {
      FilterToken part = peek();
      if (part.kind() != FilterToken.Kind.TEXT) {
        throw expected("a text in quotes");
      }
      at++;
      String values = part.text().toLowerCase(Locale.ROOT);
      return item -> field.of(item).toLowerCase(Locale.ROOT).contains(values);
    }
    if (!skip("in")) {
      throw expected("'in' or 'contains'");
    }
    return oneOf(field);
  }

  private Filter oneOf(FilterField field) {
    sign("(");
    Set<String> texts = new HashSet<>();
    Set<Double> numbers = new HashSet<>();
    do {
      FilterToken value = value();
      if (value.kind() == FilterToken.Kind.TEXT) {
        texts.add(value.text());
      } else {
        numbers.add(FilterNumbers.read(value.text()).orElseThrow());
      }
      if (++values > MAX_VALUES) {
        throw FilterLexer.problem(
            value.column(), "more than " + MAX_VALUES + " values", "ask in several requests");
      }
    } while (skipComma());
    sign(")");
    return item -> {
      String own = field.of(item);
      if (own.isEmpty()) {
        return false;
      }
      if (texts.contains(own)) {
        return true;
      }
      OptionalDouble number = numbers.isEmpty() ? OptionalDouble.empty() : FilterNumbers.read(own);
      return number.isPresent() && numbers.contains(number.getAsDouble());
    };
  }

  private FilterToken value() {
    FilterToken value = peek();
    if (value.kind() != FilterToken.Kind.TEXT && value.kind() != FilterToken.Kind.NUMBER) {
      throw expected("a number or a text in quotes");
    }
    at++;
    return value;
  }

  private static Filter not(Filter inner) {
    return item -> !inner.accepts(item);
  }

  private static boolean isKeyword(FilterToken token) {
    return token.is("and") || token.is("or") || token.is("in");
  }

  private boolean skip(String keyword) {
    boolean there = peek().is(keyword);
    at += there ? 1 : 0;
    return there;
  }

  private boolean skipComma() {
    boolean there = peek().isSign(",");
    at += there ? 1 : 0;
    return there;
  }

  private void sign(String sign) {
    if (!peek().isSign(sign)) {
      throw expected("'" + sign + "'");
    }
    at++;
  }

  private FilterToken peek() {
    return tokens.get(at);
  }

  private KuayuException expected(String what) {
    return FilterLexer.problem(
        peek().column(),
        peek().shown() + " stands where " + what + " is expected",
        "for example: price < 20 and brand in (\"A\", \"B\") and not title contains \"x\"");
  }
}

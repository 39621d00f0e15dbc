package io.kuayu.benchmarks.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parser of untrusted input.
 *
 * @param name of the parser
 * @param seeds valid inputs, from which others are made
 * @param words of its language, which are put into inputs
 * @param parser what is called with each input
 */
public record FuzzTarget(String name, List<byte[]> seeds, List<byte[]> words, Parser parser) {
  public FuzzTarget {
    seeds = List.copyOf(seeds);
    words = List.copyOf(words);
  }

  /** Reads one input. */
  @FunctionalInterface
  public interface Parser {
    /**
     * Returns where the input is good, and throws one of the named refusals where it is not;
     * anything else that it throws is a finding.
     */
    void parse(byte[] input) throws Exception;
  }

  /** Texts as bytes. */
  static List<byte[]> bytes(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}

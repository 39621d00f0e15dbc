package io.kuayu.application.init;

import java.util.List;

/**
 * What was drafted.
 *
 * @param guess what the files were taken for
 * @param remarks what a person should look at, in the order of the file
 */
public record InitResult(DatasetGuess guess, List<Remark> remarks) {
  public InitResult {
    remarks = List.copyOf(remarks);
  }

  /**
   * Something that the files do not tell.
   *
   * @param line of the configuration, from 1
   * @param path of the source
   * @param key in doubt
   * @param question one sentence
   * @param alternatives lines that may be uncommented there
   */
  public record Remark(
      int line, String path, String key, String question, List<String> alternatives) {
    public Remark {
      alternatives = List.copyOf(alternatives);
    }
  }
}

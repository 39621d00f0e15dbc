package io.kuayu.application.export;

/** Where everything that is held about a person is looked up. */
@FunctionalInterface
public interface SubjectSource {
  /**
   * Looks everything up.
   *
   * @param user the id that the person has outside
   */
  SubjectData about(String user);
}

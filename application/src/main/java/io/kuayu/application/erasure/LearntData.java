package io.kuayu.application.erasure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything made of people's events beside the stores: corpus, checkpoints and models. */
public interface LearntData {
  /** The step that takes a person out of the files of the corpus. */
  String CORPUS = "corpus";

  /** The step that deletes the states of trainings under way. */
  String CHECKPOINTS = "checkpoints";

  /** The step that counts models again without the person. */
  String MODELS = "models";

  /** Every step, in the order in which they are taken. */
  List<String> STEPS = List.of(CORPUS, CHECKPOINTS, MODELS);

  /**
   * Reads what an erasure needs to know of the time before it. Changes nothing of a person.
   *
   * @param user the id that the person has outside
   */
  Holding open(String user);

  /**
   * Takes the steps that earlier erasures have left. Does nothing where there are none.
   *
   * @return the models that were counted again
   */
  List<String> finish();

  /** What is held of one person. */
  interface Holding {
    /** How many events the corpus holds. */
    long events();

    /** Whether the corpus says whose friend the person is, or who is theirs. */
    default boolean hasFriends() {
      return false;
    }

    /** Takes the person out, after the stores have forgotten them. */
    Removal remove();

    /** What {@link #remove} has taken out until now, told to other threads too. */
    Removal soFar();

    /** The models whose weights hold traces until they are trained again. */
    List<String> waiting();

    /**
     * Checks that nothing is left; name and outcome of each check.
     *
     * @param naming is told of each file that names the person
     */
    Map<String, Boolean> check(Consumer<Path> naming);
  }

  /**
   * What was taken out.
   *
   * @param events of the corpus
   * @param checkpoints how many files
   * @param recounted models that were counted again
   * @param pending steps that could not be taken
   */
  record Removal(long events, int checkpoints, List<String> recounted, List<String> pending) {}
}

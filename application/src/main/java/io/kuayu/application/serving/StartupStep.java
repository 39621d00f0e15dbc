package io.kuayu.application.serving;

import java.util.Locale;

/** What a server does before it can answer, in this order. */
public enum StartupStep {
  PREPARING("the data are read and checked"),
  TRAINING("a model is trained"),
  LOADING("the model is being loaded");

  private final String meaning;

  StartupStep(String meaning) {
    this.meaning = meaning;
  }

  /** For callers: the step in one word, a colon, and what is done. */
  public String told() {
    return name().toLowerCase(Locale.ROOT) + ": " + meaning;
  }
}

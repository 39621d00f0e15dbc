package io.kuayu.application.settings;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;

/** A family whose training is in an artefact that is not on the class path. */
public final class LoadOnlyFamily implements ModelFamily {
  static final String NAME = "load-only";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "is trained elsewhere";
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    throw new UnsupportedOperationException("no test loads one");
  }
}

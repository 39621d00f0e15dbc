package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;

/** Experimental: the encoder and decoder over semantic ids. */
public final class GenerativeFamily implements ModelFamily {
  public static final String NAME = "generative";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "writes the next item token by token, in one vocabulary of all domains made of texts";
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    GenerativeState.Loaded loaded = GenerativeState.load(in, catalogue);
    return new GenerativeModel(catalogue, loaded.options(), loaded.state());
  }
}

package io.kuayu.application.workspace;

import io.kuayu.model.Model;
import io.kuayu.model.bundle.Manifest;

/**
 * A model of the work folder, loaded.
 *
 * @param model over the catalogue of the corpus; closed with this
 * @param manifest what its bundle says about it
 */
public record TrainedModel(Model model, Manifest manifest) implements AutoCloseable {
  @Override
  public void close() {
    model.close();
  }
}

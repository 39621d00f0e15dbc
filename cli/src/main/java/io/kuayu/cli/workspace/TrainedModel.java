package io.kuayu.cli.workspace;

import io.kuayu.core.Model;
import io.kuayu.models.bundle.Manifest;

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

package io.kuayu.application.serving;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;

/**
 * What was there before there was a server.
 *
 * @param catalogue whose ordinals the interactions use
 * @param past what people did
 * @param fingerprint names both: a model that was trained on it need not read its items again
 */
public record PreparedCorpus(Catalogue catalogue, Interactions past, String fingerprint) {
  public static PreparedCorpus of(Corpus corpus) {
    return new PreparedCorpus(
        corpus.catalogue(), corpus.interactions(), corpus.manifest().fingerprint());
  }
}

package io.kuayu.application.serving;

import io.kuayu.application.workspace.UserAliases;
import io.kuayu.core.Catalogue;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;

/**
 * What was there before there was a server.
 *
 * @param catalogue whose ordinals the interactions use
 * @param past what people did
 * @param friends who is whose friend
 * @param fingerprint names both: a model that was trained on it need not read its items again
 * @param aliases further names of these people
 */
public record PreparedCorpus(
    Catalogue catalogue,
    Interactions past,
    FriendGraph friends,
    String fingerprint,
    UserAliases aliases) {
  /** A corpus whose people have one name each, and no friends. */
  public PreparedCorpus(Catalogue catalogue, Interactions past, String fingerprint) {
    this(catalogue, past, FriendGraph.NONE, fingerprint, UserAliases.NONE);
  }

  public static PreparedCorpus of(Corpus corpus, UserAliases aliases) {
    return new PreparedCorpus(
        corpus.catalogue(),
        corpus.interactions(),
        corpus.friends(),
        corpus.manifest().fingerprint(),
        aliases);
  }
}

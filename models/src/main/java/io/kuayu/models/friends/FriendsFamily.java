package io.kuayu.models.friends;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.UnixTime;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;

/**
 * What friends took: each friend who took an item before the moment counts once, with the weight
 * {@code exp(-age / τ)}. It learns nothing: the friends and their events are asked for at the
 * moment of the question, so a bundle holds no tie.
 */
public final class FriendsFamily implements ModelFamily, TrainerProvider {
  private static final double TAU_DAYS = 1_000;

  @Override
  public String name() {
    return FriendsModel.FAMILY;
  }

  @Override
  public String description() {
    return "what friends of the person took, fading over τ days; needs a graph of friends";
  }

  @Override
  public Trainer trainer(Settings options) {
    double days = options.decimal("tau-days", TAU_DAYS, 1e-5, 1e5);
    return (data, run) -> {
      if (!data.interactions().haveFriends()) {
        throw new KuayuException(
            ErrorCode.FRIENDS_MISSING,
            "the data tell nobody's friends",
            "name the file of ties: 'friends: { path: friends.csv, user: …, friend: … }'");
      }
      return new FriendsModel(data.catalogue(), days * UnixTime.SECONDS_PER_DAY);
    };
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new FriendsModel(catalogue, Double.parseDouble(in.property("tau-seconds")));
  }
}

package io.kuayu.privacy.consent;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The events that models may learn from. A person who does not allow one domain to be used for
 * another is split into two people, so that no model can link their events across these domains.
 * Events that may not be learnt from at all are left out.
 */
public final class ConsentedInteractions {
  private final Catalogue catalogue;
  private final Interactions all;
  private final List<String> users = new ArrayList<>();
  private final List<Integer> origins = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final int[] kept;
  private int count;

  private ConsentedInteractions(Catalogue catalogue, Interactions all) {
    this.catalogue = catalogue;
    this.all = all;
    kept = new int[all.events()];
  }

  /**
   * The events that may be used; the same object where everybody allows everything.
   *
   * @param permissions gives the permissions of a person by name
   */
  public static Interactions of(
      Catalogue catalogue, Interactions all, Function<String, Permissions> permissions) {
    ConsentedInteractions consented = new ConsentedInteractions(catalogue, all);
    boolean restricted = false;
    for (int user = 0; user < all.users(); user++) {
      restricted |= consented.add(user, permissions.apply(all.user(user)));
    }
    return restricted ? consented.build() : all;
  }

  /** Whether the person forbids anything. */
  private boolean add(int user, Permissions permissions) {
    List<String> domains = catalogue.domains();
    if (permissions.allowEverything(domains, Purpose.TRAINING)) {
      var _ = add(user, all.user(user), Set.copyOf(domains));
      return false;
    }
    int part = 0;
    for (Set<String> group : permissions.joint(domains)) {
      // Nobody is looked up in what models learn from: a name has to be one, and no more.
      part += add(user, all.user(user) + (part == 0 ? "" : "/" + part), group) ? 1 : 0;
    }
    return true;
  }

  /** Whether there were any events to add. */
  private boolean add(int user, String name, Set<String> group) {
    int before = count;
    for (int event = all.begin(user); event < all.end(user); event++) {
      if (group.contains(catalogue.domains().get(catalogue.domainOf(all.item(event))))) {
        kept[count++] = event;
      }
    }
    if (count == before) {
      return false;
    }
    users.add(name);
    origins.add(user);
    ends.add(count);
    return true;
  }

  private Interactions build() {
    int[] offsets = new int[users.size() + 1];
    Arrays.setAll(offsets, index -> index == 0 ? 0 : ends.get(index - 1));
    int[] items = new int[count];
    long[] timestamps = new long[count];
    byte[] parts = new byte[count];
    byte[] types = new byte[count];
    float[] values = new float[count];
    List<String> typeNames = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      int event = kept[at];
      items[at] = all.item(event);
      timestamps[at] = all.timestamp(event);
      parts[at] = all.part(event).code();
      values[at] = all.value(event);
      if (!typeNames.contains(all.type(event))) {
        typeNames.add(all.type(event));
      }
      types[at] = (byte) typeNames.indexOf(all.type(event));
    }
    Interactions built =
        new Interactions(users, offsets, items, timestamps, parts, types, values, typeNames)
            .withFriendsOf(all, origins.stream().mapToInt(Integer::intValue).toArray());
    return all.isApart() ? built.apart(event -> catalogue.domainOf(items[event])) : built;
  }
}

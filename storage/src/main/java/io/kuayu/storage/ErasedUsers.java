package io.kuayu.storage;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The erased people, as hashes with one key. With another key no erased person would be recognised,
 * and all of them would return with the next import. So the first erasure stores a mark of its key,
 * and a different key is rejected.
 */
public final class ErasedUsers {
  /** The prefix of the mark; no hash of a person starts with it. */
  private static final String KEY = "key:";

  private final ErasureStore erasures;
  private final UnaryOperator<String> hash;

  private ErasedUsers(ErasureStore erasures, UnaryOperator<String> hash) {
    this.erasures = erasures;
    this.hash = hash;
  }

  /**
   * The erased people of a store.
   *
   * @param hash of a name, with the key of the audit log
   * @throws KuayuException where they were hashed with another key
   */
  public static ErasedUsers of(ErasureStore erasures, UnaryOperator<String> hash) {
    ErasedUsers people = new ErasedUsers(erasures, hash);
    people.requireSameKey(erasures.all());
    return people;
  }

  private String mark() {
    return KEY + hash.apply(KEY);
  }

  private void requireSameKey(Set<String> all) {
    if (all.stream().anyMatch(one -> one.startsWith(KEY) && !one.equals(mark()))) {
      throw new KuayuException(
          ErrorCode.ERASURE_KEY_MISMATCH,
          "the key 'access/audit.key' of the work folder is another one than those were named with"
              + " who were erased: they would come back",
          "restore it from a copy, or copy it from the server that shares this store");
    }
  }

  /** Records an erased person permanently. */
  public void add(String name) {
    if (!erasures.has(mark())) {
      requireSameKey(erasures.all());
      erasures.add(mark());
    }
    erasures.add(hash.apply(name));
  }

  /**
   * Records the events of an erased person permanently, so that a client that sends one of them
   * again does not restore it.
   *
   * @param person general name at the time of the erasure
   * @param keys under which the store kept the events
   */
  public void addEvents(String person, Collection<String> keys) {
    erasures.addEvents(keys.stream().map(key -> event(person, key)).distinct().sorted().toList());
  }

  /**
   * Whether an event was erased.
   *
   * @param names every general name that its person has had
   * @param keys every name that its key has had
   */
  public boolean hasEvent(Collection<String> names, Collection<String> keys) {
    return erasures.hasEvent(
        names.stream()
            .flatMap(name -> keys.stream().map(key -> event(name, key)))
            .distinct()
            .toList());
  }

  /** The length separates a name from a key, whatever characters they hold. */
  private String event(String person, String key) {
    return hash.apply("event\n" + person.length() + "\n" + person + key);
  }

  /** Whether anybody was ever erased. */
  public boolean areAny() {
    return !erasures.all().isEmpty();
  }

  public boolean has(String name) {
    return erasures.has(hash.apply(name));
  }

  /** A snapshot of the erased people; makes no further calls to the store. */
  public Predicate<String> now() {
    Set<String> all = erasures.all();
    return name -> !all.isEmpty() && all.contains(hash.apply(name));
  }
}

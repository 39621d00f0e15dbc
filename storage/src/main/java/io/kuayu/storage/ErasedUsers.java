package io.kuayu.storage;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Who was erased, by the hashes of one key. With another key nobody would be found, and all of them
 * would come back with the next import: so the first erasure leaves a mark of its key in the store,
 * and whoever comes with another one is refused.
 */
public final class ErasedUsers {
  /** Begins the mark; no hash of a person does. */
  private static final String KEY = "key:";

  private final ErasureStore erasures;
  private final UnaryOperator<String> hash;

  private ErasedUsers(ErasureStore erasures, UnaryOperator<String> hash) {
    this.erasures = erasures;
    this.hash = hash;
  }

  /**
   * Those whom a store remembers.
   *
   * @param hash of a name, with the key of the audit log
   * @throws KuayuException where they were named with another key
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

  /** Remembers a person for ever. */
  public void add(String name) {
    if (!erasures.has(mark())) {
      requireSameKey(erasures.all());
      erasures.add(mark());
    }
    erasures.add(hash.apply(name));
  }

  /**
   * Remembers the events of an erased person for ever, so that a client that sends one of them
   * again does not bring it back.
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

  /** The length keeps a name and a key apart, whatever characters they hold. */
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

  /** Who is erased at this moment; asks the store no more. */
  public Predicate<String> now() {
    Set<String> all = erasures.all();
    return name -> !all.isEmpty() && all.contains(hash.apply(name));
  }
}

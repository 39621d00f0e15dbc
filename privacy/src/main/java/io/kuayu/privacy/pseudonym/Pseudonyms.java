package io.kuayu.privacy.pseudonym;

import io.kuayu.privacy.key.SecretKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives people other names: {@code kp1-} and 130 bits of the HMAC-SHA-256 of the id, as 26 letters
 * and digits. Without the key nobody finds the id again, not even by trying all ids there are.
 *
 * <p>A rotation puts a new key behind the others. The name of the second key is the hash of the
 * first one's, {@code kp2-}, and so on: what is stored under old names is renamed without knowing
 * any id, and an id still finds what was stored long ago. What already is a name is brought up to
 * the newest key and otherwise left alone. A name costs about a microsecond a key. Thread-safe.
 */
public final class Pseudonyms {
  /** Nobody gets another name. */
  public static final Pseudonyms NONE = new Pseudonyms(List.of());

  private static final String PERSON = "kp";
  private static final String EVENT = "ke";
  private static final int CHARACTERS = 26;
  private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
  private static final int BITS = 5;
  private static final Pattern FORM =
      Pattern.compile("(k[pe])([1-9][0-9]{0,3})-[a-z2-7]{" + CHARACTERS + "}");

  private final List<SecretKey> keys;

  private Pseudonyms(List<SecretKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Names by these keys.
   *
   * @param keys the oldest first; without any, everybody keeps the name they have
   */
  public static Pseudonyms of(List<SecretKey> keys) {
    return new Pseudonyms(keys);
  }

  /** Whether people get other names. */
  public boolean areOn() {
    return !keys.isEmpty();
  }

  /** The name of a person, given an id or an earlier name. */
  public String person(String id) {
    return name(PERSON, id);
  }

  /**
   * Every name that a person has ever had here: the id itself, and one for each key. For finding
   * again what was noted before pseudonyms were on or a key was rotated.
   */
  public List<String> everyNameOf(String id) {
    List<String> names = new ArrayList<>(List.of(id));
    for (int known = 1; known <= keys.size(); known++) {
      names.add(of(keys.subList(0, known)).person(id));
    }
    return List.copyOf(names);
  }

  /** The name of an event's key, in which callers may have written whose event it is. */
  public String event(String key) {
    return name(EVENT, key);
  }

  private String name(String kind, String text) {
    String name = text;
    for (int done = done(kind, text); done < keys.size(); done++) {
      byte[] hash = keys.get(done).hash(kind, name);
      name = kind + (done + 1) + "-" + letters(hash);
    }
    return name;
  }

  /** How many of the keys the text has gone through. */
  private int done(String kind, String text) {
    Matcher form = FORM.matcher(text);
    if (areOn() && form.matches() && form.group(1).equals(kind)) {
      int version = Integer.parseInt(form.group(2));
      return version <= keys.size() ? version : 0;
    }
    return 0;
  }

  private static String letters(byte[] hash) {
    StringBuilder letters = new StringBuilder(CHARACTERS);
    int bits = 0;
    int held = 0;
    for (int at = 0; letters.length() < CHARACTERS; ) {
      if (bits < BITS) {
        held = (held << Byte.SIZE) | (hash[at++] & 0xff);
        bits += Byte.SIZE;
      }
      bits -= BITS;
      letters.append(ALPHABET[(held >>> bits) & (ALPHABET.length - 1)]);
      held &= (1 << bits) - 1;
    }
    return letters.toString();
  }

  /**
   * Tells keys apart without telling them: one text for each key, which depends on those before it
   * too. A corpus keeps the last one, so that names of lost keys are noticed.
   */
  public List<String> fingerprints() {
    List<String> prints = new ArrayList<>();
    String print = "";
    for (SecretKey key : keys) {
      print = letters(key.hash("fingerprint", print));
      prints.add(print);
    }
    return List.copyOf(prints);
  }
}

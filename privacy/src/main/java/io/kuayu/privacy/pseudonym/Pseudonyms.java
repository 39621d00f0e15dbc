package io.kuayu.privacy.pseudonym;

import io.kuayu.privacy.key.SecretKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives people other names: {@code kp1-} and 130 bits of the HMAC-SHA-256 of the id, as 26 letters
 * and digits. Without the key nobody finds the id again, not even by trying all ids there are.
 *
 * <p>A rotation puts a new key behind the others. The name of the second key is the hash of the
 * first one's, {@code kp2-}, and so on: what is stored under old names is renamed without knowing
 * any id, and an id still finds what was stored long ago. What already is a name is brought up to
 * the newest key and otherwise left alone. A name costs about a microsecond a key.
 *
 * <p>With names for each domain, events are kept under {@code kd1-} and a text that only the
 * domain's key connects with the person's general name ({@link DomainKey}). Wherever a person is
 * spoken of and not what they did, it is by the general one. Thread-safe.
 */
public final class Pseudonyms {
  /** Nobody gets another name. */
  public static final Pseudonyms NONE = new Pseudonyms(List.of(), List.of(), false);

  private static final int CHARACTERS = 26;
  private static final Pattern GENERAL = form("pe", CHARACTERS);
  private static final Pattern OF_DOMAIN = form("dv", DomainKey.CHARACTERS);

  private final List<SecretKey> keys;
  private final List<String> domains;
  private final boolean perDomain;
  private final Map<String, DomainKey> domainKeys = new ConcurrentHashMap<>();

  /** What has a name, and the letters that tell so in front of it. */
  private enum Kind {
    PERSON("kp", "kd"),
    EVENT("ke", "kv");

    private final String general;
    private final String ofDomain;

    Kind(String general, String ofDomain) {
      this.general = general;
      this.ofDomain = ofDomain;
    }
  }

  private Pseudonyms(List<SecretKey> keys, List<String> domains, boolean perDomain) {
    this.keys = List.copyOf(keys);
    this.domains = List.copyOf(domains);
    this.perDomain = perDomain;
  }

  private static Pattern form(String kinds, int characters) {
    return Pattern.compile("(k[%s])([1-9][0-9]{0,3})-([a-z2-7]{%d})".formatted(kinds, characters));
  }

  /**
   * Names by these keys.
   *
   * @param keys the oldest first; without any, everybody keeps the name they have
   */
  public static Pseudonyms of(List<SecretKey> keys) {
    return new Pseudonyms(keys, List.of(), false);
  }

  /**
   * Names by these keys.
   *
   * @param domains whose names are known for what they are, even where none are given any more
   * @param perDomain whether people get a name of its own for what they do in each domain
   */
  public static Pseudonyms of(List<SecretKey> keys, List<String> domains, boolean perDomain) {
    return new Pseudonyms(keys, domains, perDomain);
  }

  /** Whether people get other names. */
  public boolean areOn() {
    return !keys.isEmpty();
  }

  /** Whether people have a name for each domain. */
  public boolean arePerDomain() {
    return areOn() && perDomain;
  }

  /** The general name of a person, given an id, an earlier name or one of a domain. */
  public String person(String id) {
    return name(Kind.PERSON, general(Kind.PERSON, id).orElse(id));
  }

  /**
   * The name under which a person's events in a domain are kept: the general one, unless domains
   * have names of their own.
   *
   * @param id or any earlier name, whether or not of this domain
   */
  public String in(String domain, String id) {
    return in(domain, Kind.PERSON, id);
  }

  /** The name of an event's key, in which callers may have written whose event it is. */
  public String event(String domain, String key) {
    return in(domain, Kind.EVENT, key);
  }

  /** The domain that a name belongs to; empty for a general name or an id. */
  public Optional<String> domainOf(String name) {
    return domains.stream()
        .filter(domain -> general(domain, Kind.PERSON, name).isPresent())
        .findFirst();
  }

  /** Every general name that a person has ever had here: the id itself, and one for each key. */
  public List<String> generalNamesOf(String id) {
    List<String> names = new ArrayList<>(List.of(id));
    for (int known = 1; known <= keys.size(); known++) {
      names.add(of(keys.subList(0, known)).person(general(Kind.PERSON, id).orElse(id)));
    }
    return List.copyOf(names);
  }

  /**
   * Every name that a person has ever had here, those of domains among them. For finding again what
   * was noted before names were as they are now.
   */
  public List<String> everyNameOf(String id) {
    List<String> names = new ArrayList<>(generalNamesOf(id));
    for (String general : generalNamesOf(id)) {
      Matcher form = GENERAL.matcher(general);
      if (form.matches() && isOurs(form)) {
        domains.forEach(domain -> names.add(encrypted(domain, Kind.PERSON, form)));
      }
    }
    return List.copyOf(names);
  }

  /** Every name that an event's key has ever had here, those of the domain among them. */
  public List<String> everyEventNameOf(String domain, String key) {
    Set<String> names = new LinkedHashSet<>(List.of(key, event(domain, key)));
    for (int known = 1; known <= keys.size(); known++) {
      List<SecretKey> first = keys.subList(0, known);
      names.add(of(first, domains, false).event(domain, key));
      names.add(of(first, domains, true).event(domain, key));
    }
    return List.copyOf(names);
  }

  /** Whether events in a domain are kept under names like this one, as things are now. */
  public boolean isCurrent(String domain, String name) {
    return in(domain, name).equals(name);
  }

  private String in(String domain, Kind kind, String text) {
    if (!arePerDomain()) {
      return name(kind, general(domain, kind, text).orElse(text));
    }
    String general = general(domain, kind, text).or(() -> general(kind, text)).orElse(text);
    Matcher form = GENERAL.matcher(name(kind, general));
    if (!form.matches()) {
      throw new IllegalStateException("names by keys have one form");
    }
    return encrypted(domain, kind, form);
  }

  /** The general name as it is in a domain, by the key that it was made with. */
  private String encrypted(String domain, Kind kind, Matcher general) {
    int version = Integer.parseInt(general.group(2));
    return kind.ofDomain
        + version
        + "-"
        + key(version, domain).encrypt(kind.general, general.group(3));
  }

  private Optional<String> general(Kind kind, String name) {
    return domains.stream().flatMap(domain -> general(domain, kind, name).stream()).findFirst();
  }

  /** The general name behind one of a domain; empty where it is none. */
  private Optional<String> general(String domain, Kind kind, String name) {
    Matcher form = OF_DOMAIN.matcher(name);
    if (!areOn() || !form.matches() || !form.group(1).equals(kind.ofDomain) || !isOurs(form)) {
      return Optional.empty();
    }
    int version = Integer.parseInt(form.group(2));
    return key(version, domain)
        .decrypt(kind.general, form.group(3), CHARACTERS)
        .map(letters -> kind.general + version + "-" + letters);
  }

  private DomainKey key(int version, String domain) {
    return domainKeys.computeIfAbsent(
        version + "/" + domain, _ -> DomainKey.of(keys.get(version - 1), domain));
  }

  private String name(Kind kind, String text) {
    String name = text;
    for (int done = done(kind, text); done < keys.size(); done++) {
      byte[] hash = keys.get(done).hash(kind.general, name);
      name = kind.general + (done + 1) + "-" + Base32.written(hash, CHARACTERS);
    }
    return name;
  }

  /** How many of the keys the text has gone through. */
  private int done(Kind kind, String text) {
    Matcher form = GENERAL.matcher(text);
    return areOn() && form.matches() && form.group(1).equals(kind.general) && isOurs(form)
        ? Integer.parseInt(form.group(2))
        : 0;
  }

  private boolean isOurs(Matcher form) {
    return Integer.parseInt(form.group(2)) <= keys.size();
  }

  /**
   * A text that nobody without the newest key knows, for hiding what would connect names.
   *
   * @param purpose gives each use a text of its own
   */
  public String secret(String purpose) {
    return HexFormat.of().formatHex(keys.getLast().hash("hidden", purpose));
  }

  /**
   * Tells keys apart without telling them: one text for each key, which depends on those before it
   * too. A corpus keeps the last one, so that names of lost keys are noticed.
   */
  public List<String> fingerprints() {
    List<String> prints = new ArrayList<>();
    String print = "";
    for (SecretKey key : keys) {
      print = Base32.written(key.hash("fingerprint", print), CHARACTERS);
      prints.add(print);
    }
    return List.copyOf(prints);
  }
}

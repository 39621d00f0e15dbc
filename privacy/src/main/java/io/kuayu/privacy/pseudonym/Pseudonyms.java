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
 * Replaces ids of people by pseudonyms: {@code kp1-} and 130 bits of the HMAC-SHA-256 of the id, as
 * 26 letters and digits. Without the key an id cannot be recovered, not even by trying all possible
 * ids.
 *
 * <p>A rotation appends a new key. The name of the second key is the hash of the first key's name,
 * {@code kp2-}, and so on. So data under old names can be renamed without the ids, and an id still
 * finds data that was stored under an old key. A text that is already a name is updated to the
 * newest key and otherwise left unchanged. A name costs about a microsecond per key.
 *
 * <p>With names for each domain, events are stored under {@code kd1-} and a text that only the
 * domain's key links to the person's general name ({@link DomainKey}). Everything about a person
 * other than their events uses the general name. Thread-safe.
 */
public final class Pseudonyms {
  /** No pseudonyms: ids are kept. */
  public static final Pseudonyms NONE = new Pseudonyms(List.of(), List.of(), false);

  private static final int CHARACTERS = 26;
  private static final Pattern GENERAL = form("pe", CHARACTERS);
  private static final Pattern OF_DOMAIN = form("dv", DomainKey.CHARACTERS);

  private final List<SecretKey> keys;
  private final List<String> domains;
  private final boolean perDomain;
  private final Map<String, DomainKey> domainKeys = new ConcurrentHashMap<>();

  /** The kinds of names, and the prefix letters that mark each kind. */
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
   * Pseudonyms made with these keys.
   *
   * @param keys the oldest first; without any, ids are kept
   */
  public static Pseudonyms of(List<SecretKey> keys) {
    return new Pseudonyms(keys, List.of(), false);
  }

  /**
   * Pseudonyms made with these keys.
   *
   * @param domains whose names are recognised, even where no such names are given any more
   * @param perDomain whether people get a separate name for their events in each domain
   */
  public static Pseudonyms of(List<SecretKey> keys, List<String> domains, boolean perDomain) {
    return new Pseudonyms(keys, domains, perDomain);
  }

  /** Whether people get pseudonyms. */
  public boolean areOn() {
    return !keys.isEmpty();
  }

  /** Whether people have a name for each domain. */
  public boolean arePerDomain() {
    return areOn() && perDomain;
  }

  /** The general name of a person, given an id, an earlier name or a name of a domain. */
  public String person(String id) {
    return name(Kind.PERSON, general(Kind.PERSON, id).orElse(id));
  }

  /**
   * The name under which a person's events in a domain are stored: the general one, unless domains
   * have names of their own.
   *
   * @param id the id or any earlier name, whether or not of this domain
   */
  public String in(String domain, String id) {
    return in(domain, Kind.PERSON, id);
  }

  /** The name for an event's key, because callers may have put the person's id into the key. */
  public String event(String domain, String key) {
    return in(domain, Kind.EVENT, key);
  }

  /** The domain that a name belongs to; empty for a general name or an id. */
  public Optional<String> domainOf(String name) {
    return domains.stream()
        .filter(domain -> general(domain, Kind.PERSON, name).isPresent())
        .findFirst();
  }

  /** Every general name that a person has ever had: the id itself, and one for each key. */
  public List<String> generalNamesOf(String id) {
    List<String> names = new ArrayList<>(List.of(id));
    for (int known = 1; known <= keys.size(); known++) {
      names.add(of(keys.subList(0, known)).person(general(Kind.PERSON, id).orElse(id)));
    }
    return List.copyOf(names);
  }

  /**
   * Every name that a person has ever had, including those of domains. It serves to find records
   * that were stored under earlier naming schemes.
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

  /** Every name that an event's key has ever had, including those of the domain. */
  public List<String> everyEventNameOf(String domain, String key) {
    Set<String> names = new LinkedHashSet<>(List.of(key, event(domain, key)));
    for (int known = 1; known <= keys.size(); known++) {
      List<SecretKey> first = keys.subList(0, known);
      names.add(of(first, domains, false).event(domain, key));
      names.add(of(first, domains, true).event(domain, key));
    }
    return List.copyOf(names);
  }

  /** Whether events in a domain are stored under names of this form at present. */
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

  /** The domain's form of a general name, by the key that it was made with. */
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

  /** The general name for a domain's name; empty where the text is not a domain's name. */
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

  /** The number of keys that have been applied to the text. */
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
   * A text that only the holder of the newest key can compute, for hiding what would link names.
   *
   * @param purpose gives each use a separate text
   */
  public String secret(String purpose) {
    return HexFormat.of().formatHex(keys.getLast().hash("hidden", purpose));
  }

  /**
   * Fingerprints of the keys, which do not reveal them: one text for each key, which also depends
   * on the keys before it. A corpus stores the last one, so that lost keys are detected.
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

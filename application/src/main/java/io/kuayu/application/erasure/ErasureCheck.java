package io.kuayu.application.erasure;

import io.kuayu.application.export.SubjectData;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.privacy.consent.Permissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks whether anything of an erased person is left. Finds it by reading all anew. */
final class ErasureCheck {
  /** Shorter ids and numbers stand in files by chance; the tables are looked into all the same. */
  private static final Pattern TELLING = Pattern.compile(".*[^0-9].*");

  private static final int SHORTEST = 6;

  /** These hold items alone, whose ids and titles may be anything. */
  private static final Set<String> OF_ITEMS = Set.of("items.parquet", "catalogue.parquet");

  private static final int PIECE = 1 << 20;

  private final Workspace workspace;
  private final String user;
  private final Consumer<Path> found;

  /**
   * @param found is told of each file that names the person
   */
  ErasureCheck(Workspace workspace, String user, Consumer<Path> found) {
    this.workspace = workspace;
    this.user = user;
    this.found = found;
  }

  /** Each check by name, and whether it was passed. */
  Map<String, Boolean> run() {
    Map<String, Boolean> checks = new LinkedHashMap<>();
    SubjectData held = SubjectData.about(workspace, user);
    checks.put("store", held.stored().isEmpty() && held.decisions().isEmpty());
    checks.put("corpus", held.corpus().isEmpty() && !isNamed());
    if (workspace.names().arePerDomain()) {
      checks.put("links", held.linked().isEmpty());
    }
    List<Path> naming = filesWithName();
    naming.forEach(found);
    checks.put("files", naming.isEmpty());
    equalLists(held).ifPresent(equal -> checks.put("lists", equal));
    return checks;
  }

  private boolean isNamed() {
    List<String> names = workspace.names().everyNameOf(user);
    var people = workspace.corpus().interactions();
    for (int number = 0; number < people.users(); number++) {
      if (names.contains(people.user(number))) {
        return true;
      }
    }
    return names.stream().anyMatch(workspace.corpus().friends()::names);
  }

  /**
   * Whether the person gets the list of somebody without history; empty where no model is there.
   */
  private Optional<Boolean> equalLists(SubjectData held) {
    Optional<TrainedModel> found = workspace.models().openConfigured();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (TrainedModel trained = found.get()) {
      List<Event> events = new ArrayList<>(held.corpus());
      held.stored().forEach(stored -> events.add(stored.event()));
      PersonalEngine engine = workspace.engine(trained);
      OptionalLong now = OptionalLong.of(System.currentTimeMillis() / 1000);
      PersonalRequest request = PersonalRequest.PLAIN.withSize(100).withMoment(now);
      Person person = Person.of(new History(events), Permissions.ALL);
      return Optional.of(
          engine
              .answer(person, request)
              .items()
              .equals(engine.answer(Person.STRANGER, request).items()));
    }
  }

  /** Files of the work folder that hold the id or a pseudonym of the person. */
  private List<Path> filesWithName() {
    List<byte[]> names =
        workspace.names().everyNameOf(user).stream()
            .filter(name -> name.length() >= SHORTEST && TELLING.matcher(name).matches())
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toList();
    try (Stream<Path> files = Files.walk(workspace.configuration().workdir())) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!OF_ITEMS.contains(String.valueOf(file.getFileName())) && holds(file, names)) {
          found.add(file);
        }
      }
      return found;
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.ERASURE_INCOMPLETE,
          "the work folder cannot be searched: " + e,
          "see that its files may be read",
          e);
    }
  }

  private static boolean holds(Path file, List<byte[]> names) throws IOException {
    int longest = names.stream().mapToInt(name -> name.length).max().orElse(0);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] kept = new byte[0];
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        byte[] window = new byte[kept.length + piece.length];
        System.arraycopy(kept, 0, window, 0, kept.length);
        System.arraycopy(piece, 0, window, kept.length, piece.length);
        if (names.stream().anyMatch(name -> contains(window, name))) {
          return true;
        }
        int rest = Math.min(window.length, Math.max(0, longest - 1));
        kept = Arrays.copyOfRange(window, window.length - rest, window.length);
      }
    }
    return false;
  }

  /** Whether a longer id goes on here. */
  private static boolean isOfWord(byte character) {
    return character < 0
        || character == '-'
        || character == '_'
        || Character.isLetterOrDigit(character);
  }

  private static boolean contains(byte[] text, byte[] name) {
    for (int at = 0; at <= text.length - name.length; at++) {
      if (text[at] == name[0]
          && Arrays.equals(text, at, at + name.length, name, 0, name.length)
          && !(at > 0 && isOfWord(text[at - 1]))
          && !(at + name.length < text.length && isOfWord(text[at + name.length]))) {
        return true;
      }
    }
    return false;
  }
}

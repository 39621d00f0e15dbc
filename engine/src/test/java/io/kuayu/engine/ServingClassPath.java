package io.kuayu.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class path of an application that depends on kuayu-engine and kuayu-models, as a part of the
 * class path of the tests.
 */
public final class ServingClassPath {
  /** Every library of the closure; another one is a decision, not an accident. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "(commons-(codec|lang3|text)|ejml-(core|ddense)|hardwood-core|jackson-[a-z]+|jspecify"
              + "|lucene-core|slf4j-api|zstd-jni)-\\d.*\\.jar");

  /** The modules that need more, and are not there. */
  private static final Pattern OTHER_MODULES =
      Pattern.compile(
          "(kuayu-)?(corpus|training|text-encoders|evaluation|storage|application)(-\\d.*\\.jar)?");

  private ServingClassPath() {}

  /** Jars and folders of classes, in the order of the class path. */
  public static List<Path> entries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(ServingClassPath::isServing)
        .toList();
  }

  private static boolean isServing(Path entry) {
    String name = entry.getFileName().toString();
    if (Files.isDirectory(entry)) {
      return entry.getNameCount() < 3
          || !OTHER_MODULES.matcher(entry.getName(entry.getNameCount() - 3).toString()).matches();
    }
    return name.startsWith("kuayu-")
        ? !OTHER_MODULES.matcher(name).matches()
        : LIBRARIES.matcher(name).matches();
  }
}

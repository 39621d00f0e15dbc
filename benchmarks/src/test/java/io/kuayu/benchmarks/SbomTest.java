package io.kuayu.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The bill of materials that the build writes beside the commands. */
class SbomTest {
  private static final Path FILE = Path.of("../cli/target/kuayu-sbom.json");

  @Test
  void namesEveryDeliveredLibraryWithItsLicenceAndChecksum() {
    assumeTrue(Files.exists(FILE), "the commands are not packaged");
    JsonNode sbom = new ObjectMapper().readTree(FILE.toFile());
    List<JsonNode> libraries =
        sbom.get("components")
            .valueStream()
            .filter(library -> !library.path("group").asString().equals("io.kuayu"))
            .toList();

    assertThat(sbom.get("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(libraries)
        .extracting(library -> library.get("name").asString())
        .contains("duckdb_jdbc", "picocli", "sqlite-jdbc", "hardwood-core", "commons-lang3")
        .doesNotContain("junit-jupiter", "assertj-core", "archunit", "jmh-core");
    assertThat(libraries)
        .allSatisfy(
            library -> {
              String purl = library.get("purl").asString();
              assertThat(purl).startsWith("pkg:maven/");
              assertThat(library.path("licenses").valueStream()).as(purl).isNotEmpty();
              assertThat(library.path("hashes").valueStream())
                  .as(purl)
                  .anyMatch(hash -> hash.get("alg").asString().equals("SHA-256"));
            });
  }
}

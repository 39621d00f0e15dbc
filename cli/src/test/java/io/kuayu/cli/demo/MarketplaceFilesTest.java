package io.kuayu.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketplaceFilesTest {
  private static final Marketplace MARKET =
      new MarketplaceGenerator(Scenarios.read("shopping", "zh"), new Seed(42)).generate();

  @TempDir Path folder;

  @Test
  void writesEveryEventOnceAndSaysThatItIsGenerated() throws IOException {
    Path configuration = new MarketplaceFiles(MARKET, folder, 42).write();
    assertThat(Files.readString(configuration))
        .startsWith("# GENERATED")
        .contains("\n  书籍:\n", "\n  电子产品:\n", "\n  服装:\n");
    assertThat(
            lines("books-events.tsv")
                + lines("electronics-views.csv")
                + lines("electronics-purchases.csv")
                + lines("clothing-events.jsonl"))
        .isEqualTo(MARKET.acts().size() + 3);
    assertThat(Files.readString(folder.resolve("books-items.tsv"))).contains("\t《深度学习》\t");
  }

  @Test
  void leavesNoFileAside() throws IOException {
    new MarketplaceFiles(MARKET, folder, 42).write();
    new MarketplaceFiles(MARKET, folder, 42).write();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".new")).hasSize(8);
    }
  }

  private long lines(String file) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(file))) {
      return lines.count();
    }
  }
}

package io.kuayu.benchmarks.fuzz;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.settings.TokenSettings;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.filter.Filter;
import io.kuayu.server.access.TokenVerifier;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Parsers of texts: bodies, filters, configurations and tokens. */
final class TextTargets {
  private TextTargets() {}

  /** A body of JSON, with every way of reading a field. */
  static FuzzTarget json() {
    return new FuzzTarget(
        "json",
        FuzzTarget.bytes(
            "{\"user\":\"u1\",\"domain\":\"food\",\"item\":\"i1\",\"value\":4.5,\"timestamp\":1}",
            "{\"k\":10,\"explain\":true,\"domains\":[\"food\"],\"history\":[{\"item\":\"i1\"}],"
                + "\"filter\":{\"text\":\"price < 3\"}}"),
        FuzzTarget.bytes("{", "}", "[", "]", ":", ",", "\"history\"", "\"k\"", "true", "null"),
        input -> {
          JsonObjectReader fields = JsonObjectReader.of(input);
          List<Consumer<JsonObjectReader>> readers =
              List.of(
                  all -> all.rejectUnknown(List.of("user", "domain", "item", "k", "filter")),
                  all -> all.optionalText("user"),
                  all -> all.optionalId("item"),
                  all -> all.real("value", 0, 10),
                  all -> all.number("timestamp", 0, Long.MAX_VALUE),
                  all -> all.number("k", 1, 100),
                  all -> all.flag("explain"),
                  all -> all.texts("domains", 20),
                  all -> all.objects("history", 20, (one, place) -> one.id("item")),
                  all -> all.object("filter"));
          // One wrong field does not keep the others from being read.
          List<HttpProblem> problems = new ArrayList<>();
          for (Consumer<JsonObjectReader> reader : readers) {
            try {
              reader.accept(fields);
            } catch (HttpProblem problem) {
              problems.add(problem);
            }
          }
          if (!problems.isEmpty()) {
            throw problems.getLast();
          }
        });
  }

  /** A condition, which is also asked about an item. */
  static FuzzTarget filter() {
    Item item =
        new Item(
            new ItemKey("food", "i1"), "A title", "its text", Map.of("price", "3", "brand", "A"));
    return new FuzzTarget(
        "filter",
        FuzzTarget.bytes(
            "price < 20 and brand in (\"A\", 'B') and not title contains \"x\"",
            "(`list price` >= 1.5e3 or id is not missing) and domain != 'food'"),
        FuzzTarget.bytes(
            "and ",
            "or ",
            "not ",
            "in (",
            "contains ",
            "is missing",
            "<=",
            "<>",
            "`",
            "'",
            "price"),
        input -> {
          var _ = Filter.parse(new String(input, StandardCharsets.UTF_8)).accepts(item);
        });
  }

  /** A whole configuration. */
  static FuzzTarget configuration(Path folder) {
    Path file = folder.resolve("kuayu.yaml");
    return new FuzzTarget(
        "yaml",
        FuzzTarget.bytes(
            """
            workdir: work
            seed: 1
            domains:
              food:
                items: { path: items.csv, id: item, text: [title, "a b"] }
                events: [ { path: events.csv, user: user, item: item, where: "value > 3" } ]
            split: { by: time }
            privacy: { pseudonyms: { key: env:KEY } }
            models: { ease: { lambda: 3 }, blend: { experts: [ease, text] } }
            server: { port: 8080, limits: { requests-per-second: 3 } }
            """,
            "domains: &a { food: { events: [ { path: '${HOME}/x' } ] } }\nonly: *a\n"),
        FuzzTarget.bytes(
            "\n",
            "  ",
            ": ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "&a ",
            "*a",
            "<<: *a",
            "!!int ",
            "|\n",
            "${A:-b}",
            "? ",
            "---\n",
            "%YAML 1.2\n",
            "domains",
            "split",
            "models"),
        input -> {
          Files.write(file, input);
          var _ = Configuration.read(ConfigFile.open(file, List.of(), Map.of()));
        });
  }

  /**
   * Tokens, and claims that are signed with the right key: those get as far as the roles.
   *
   * @throws IOException where the keys cannot be kept
   */
  static FuzzTarget token(Path folder) throws IOException {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
      Path keys =
          Files.writeString(folder.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
      TokenVerifier verifier =
          new TokenVerifier(
              new TokenSettings(
                  "issuer", "kuayu", keys.toString(), "a.roles", Map.of("shop", Set.of())));
      ECDSASigner signer = new ECDSASigner(key);
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build();
      String claims =
          "{\"iss\":\"issuer\",\"aud\":\"kuayu\",\"sub\":\"u\",\"exp\":9999999999,"
              + "\"a\":{\"roles\":[\"shop\",\"x\"]}}";
      JWSObject good = new JWSObject(header, new Payload(claims));
      good.sign(signer);
      return new FuzzTarget(
          "token",
          FuzzTarget.bytes(claims, claims.replace("[\"shop\",\"x\"]", "\"a b\""), good.serialize()),
          FuzzTarget.bytes("{", "}", "\"exp\"", "\"aud\"", "\"sub\"", ".", "eyJ", "[]", "\"a\""),
          input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            if (text.startsWith("{")) {
              JWSObject signed = new JWSObject(header, new Payload(input));
              signed.sign(signer);
              text = signed.serialize();
            }
            var _ = verifier.verify(text);
          });
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}

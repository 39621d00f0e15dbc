package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.settings.TokenSettings;
import io.kuayu.storage.access.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of people, signed by an issuer of our own, over HTTP. */
class TokensTest {
  private static final String ISSUER = "https://login.example/";
  private static final String AUDIENCE = "kuayu";

  @TempDir Path folder = Path.of(".");

  private RSAKey key;
  private ECKey curve;
  private SmallShop shop;
  private KuayuServer server;

  @BeforeEach
  void start() throws JOSEException, IOException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    curve = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    Files.writeString(
        folder.resolve("issuer.json"), new JWKSet(List.of(key, curve)).toString(true));
    shop = new SmallShop(folder).train();
    server = shop.serve(settings(TokenSettings.ROLES, Map.of()));
  }

  private ServerSettings settings(String claim, Map<String, Set<Grant>> roles) {
    ServerSettings plain = shop.settings();
    return new ServerSettings(
        plain.host(),
        plain.port(),
        plain.store(),
        plain.access(),
        Optional.of(
            new TokenSettings(
                ISSUER, AUDIENCE, folder.resolve("issuer.json").toString(), claim, roles)),
        plain.limits(),
        plain.connections(),
        plain.tls(),
        plain.warmUp(),
        plain.auditFileBytes(),
        plain.mcp(),
        plain.mediaFetch());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aValidTokenGivesTheRolesOfItsClaim() throws JOSEException {
    String reader = signed(claims -> claims);
    assertThat(Endpoints.RECOMMENDATIONS.ask(with(reader), "books").status()).isEqualTo(200);
    Endpoints.PUT_ITEM.ask(with(reader), "books").isProblem(403, "forbidden");
    String curator =
        signed(claims -> claims.claim(TokenSettings.ROLES, List.of("curator:books", "cook")));
    assertThat(Endpoints.PUT_ITEM.ask(with(curator), "books").status()).isEqualTo(200);
    Endpoints.PUT_ITEM.ask(with(curator), "games").isProblem(403, "forbidden");
    String nobody = signed(claims -> claims.claim(TokenSettings.ROLES, 17));
    Endpoints.RECOMMENDATIONS.ask(with(nobody), "books").isProblem(403, "forbidden");
    SignedJWT ofCurve =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("two").build(), claims().build());
    ofCurve.sign(new ECDSASigner(curve));
    assertThat(Endpoints.DOMAINS.ask(with(ofCurve.serialize()), "books").status()).isEqualTo(200);
  }

  @Test
  void whatIsNotWhollyValidGetsNobodyIn() throws JOSEException {
    Date past = Date.from(Instant.now().minusSeconds(120));
    Date future = Date.from(Instant.now().plusSeconds(3600));
    String good = signed(claims -> claims);
    String[] parts = good.split("\\.", -1);
    String admin =
        signed(claims -> claims.claim(TokenSettings.ROLES, List.of("admin"))).split("\\.", -1)[1];
    for (Map.Entry<String, String> bad :
        Map.ofEntries(
                Map.entry("expired", signed(claims -> claims.expirationTime(past))),
                Map.entry("without an end", signed(claims -> claims.expirationTime(null))),
                Map.entry("not yet valid", signed(claims -> claims.notBeforeTime(future))),
                Map.entry("for another audience", signed(claims -> claims.audience("shop"))),
                Map.entry("for nobody", signed(claims -> claims.audience((String) null))),
                Map.entry("of another issuer", signed(claims -> claims.issuer("https://evil"))),
                Map.entry("of nobody", signed(claims -> claims.subject(null))),
                Map.entry("of an empty name", signed(claims -> claims.subject(""))),
                Map.entry("of a blank name", signed(claims -> claims.subject(" "))),
                Map.entry("forged", signed("one", new RSAKeyGenerator(2048).generate())),
                Map.entry("of an unknown key", signed("three", key)),
                Map.entry("of algorithm none", new PlainJWT(claims().build()).serialize()),
                Map.entry("signed by the public key", signedByThePublicKey()),
                Map.entry("with other claims", parts[0] + "." + admin + "." + parts[2]),
                Map.entry("without its signature", parts[0] + "." + parts[1] + "."),
                Map.entry("cut off", good.substring(0, good.length() / 2)),
                Map.entry("far too long", good + "A".repeat(15_000)),
                Map.entry("no token", "a.b.c"))
            .entrySet()) {
      assertThat(Endpoints.DOMAINS.ask(with(bad.getValue()), "books").status())
          .as(bad.getKey())
          .isEqualTo(401);
      Endpoints.DOMAINS.ask(with(bad.getValue()), "books").isProblem(401, "unauthenticated");
    }
  }

  /** RFC 9068 gives access tokens a type of their own. */
  @Test
  void accessTokensAreToldByTheirType() throws JOSEException {
    assertThat(statusOf("at+jwt")).isEqualTo(200);
    assertThat(statusOf("JWT")).isEqualTo(200);
    assertThat(statusOf("logout+jwt")).isEqualTo(401);
  }

  private int statusOf(String type) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("one")
                .type(new JOSEObjectType(type))
                .build(),
            claims().build());
    token.sign(new RSASSASigner(key));
    return Endpoints.DOMAINS.ask(with(token.serialize()), "books").status();
  }

  @Test
  void aClaimOfTheIssuersOwnCanBeTranslated() throws JOSEException {
    server.close();
    server =
        shop.serve(
            settings(
                "realm_access.roles",
                Map.of("shop-staff", Set.of(Grant.parse("reader"), Grant.parse("writer:books")))));
    String staff =
        signed(
            claims ->
                claims.claim("realm_access", Map.of("roles", List.of("shop-staff", "admin"))));
    assertThat(Endpoints.RECOMMENDATIONS.ask(with(staff), "games").status()).isEqualTo(200);
    assertThat(Endpoints.EVENTS.ask(with(staff), "books").status()).isEqualTo(201);
    // It is the issuer's admin and not ours.
    Endpoints.USERS.ask(with(staff), "books").isProblem(403, "forbidden");
    Endpoints.RECOMMENDATIONS
        .ask(with(signed(claims -> claims)), "books")
        .isProblem(403, "forbidden");
  }

  @Test
  void theAuditLogTellsPeopleApartWithoutNamingThem() throws JOSEException, IOException {
    Endpoints.PUT_ITEM.ask(with(signed(claims -> claims)), "books").isProblem(403, "forbidden");
    assertThat(Files.readString(shop.access().resolve("audit.jsonl")))
        .contains("\"actor\":\"token:")
        .doesNotContain("ann@example");
  }

  private Visitor with(String token) {
    return Visitor.at(server.port()).as(token);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("ann@example")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim(TokenSettings.ROLES, List.of("reader"));
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(JWSAlgorithm.RS256, "one", new RSASSASigner(key), change.apply(claims()).build());
  }

  private static String signed(String keyId, RSAKey signer) throws JOSEException {
    return signed(JWSAlgorithm.RS256, keyId, new RSASSASigner(signer), claims().build());
  }

  /** What a verifier accepts that takes a public key for a shared secret. */
  private String signedByThePublicKey() throws JOSEException {
    byte[] secret = key.toRSAPublicKey().getEncoded();
    return signed(JWSAlgorithm.HS256, "one", new MACSigner(secret), claims().build());
  }

  private static String signed(
      JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    token.sign(signer);
    return token.serialize();
  }
}

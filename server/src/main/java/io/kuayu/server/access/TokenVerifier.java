package io.kuayu.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.kuayu.application.settings.TokenSettings;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.storage.access.Grant;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Verifies user tokens signed by an OpenID provider. Only asymmetric signatures are accepted, which
 * rejects {@code none} and tokens that misuse a public key as a secret. The connection to a
 * configured provider is the only one that Kuayu opens.
 */
public final class TokenVerifier {
  private static final int MAX_TOKEN_LENGTH = 16_384;
  private static final int CLOCK_SKEW_SECONDS = 30;
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final TokenSettings settings;

  public TokenVerifier(TokenSettings settings) {
    this.settings = settings;
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings.keys())));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("sub", "exp"));
    claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    // RFC 9068 types access tokens 'at+jwt'; many issuers write 'JWT' or nothing.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
  }

  private static JWKSource<SecurityContext> keys(String place) {
    try {
      if (place.startsWith("https://")) {
        return JWKSourceBuilder.<SecurityContext>create(URI.create(place).toURL())
            .retrying(true)
            .build();
      }
      return new ImmutableJWKSet<>(JWKSet.parse(Files.readString(Path.of(place))));
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new KuayuException(
          ErrorCode.TOKEN_KEYS,
          "server.jwt.keys is no address: " + place,
          "give a file or an https address");
    } catch (IOException | ParseException e) {
      throw new KuayuException(
          ErrorCode.TOKEN_KEYS,
          "the issuer's keys in " + place + " cannot be read",
          "give a file in the form of JWKS");
    }
  }

  /**
   * The caller that a token names; empty where it is forged, expired or meant for another audience.
   */
  public Optional<Caller> verify(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Optional.empty();
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      if (claims.getSubject().isBlank()) {
        return Optional.empty();
      }
      return Optional.of(new Caller("token:" + pseudonym(claims), grants(claims)));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }

  /** The audit log must distinguish users without naming them. */
  private static String pseudonym(JWTClaimsSet claims) {
    String whole = claims.getIssuer() + "\n" + claims.getSubject();
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Set<Grant> grants(JWTClaimsSet claims) {
    Set<Grant> grants = new HashSet<>();
    for (String text : texts(claims)) {
      // The claim may list roles of other applications too: those grant nothing here.
      if (settings.roles().isEmpty()) {
        Grant.find(text).ifPresent(grants::add);
      } else {
        grants.addAll(settings.roles().getOrDefault(text, Set.of()));
      }
    }
    return grants;
  }

  /** The texts of the claim: a list, or one space-separated text. */
  private List<String> texts(JWTClaimsSet claims) {
    return switch (claim(claims)) {
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case String text -> List.of(text.strip().split("\\s+"));
      default -> List.of();
    };
  }

  private Object claim(JWTClaimsSet claims) {
    String name = settings.rolesClaim();
    Map<String, Object> all = claims.toJSONObject();
    if (all.containsKey(name)) {
      return all.getOrDefault(name, "");
    }
    Object found = all;
    for (String part : name.split("\\.", -1)) {
      Object next = found instanceof Map<?, ?> object ? object.get(part) : null;
      if (next == null) {
        return "";
      }
      found = next;
    }
    return found;
  }
}

package io.pgspan.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramVerifierTest {
    private static final String KEYS =
            "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /** Computed with another language's standard library. */
    private static final String INDEPENDENT =
            "SCRAM-SHA-256$12345:AAECAwQFBgcICQoLDA0ODw==$C6jgbo+gQGctAZuCNbhtbji6XhALbyp7nRmCltACmME=:RnfsECmz57eUnTsLmWt1P8OcqWdeCHhed/Q7bY1iBws=";

    private static final byte[] SALT = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    @Test
    void madeAsAnotherLanguageMakesIt() {
        assertThat(ScramVerifier.make("correct horse", SALT, 12345).text().reveal())
                .isEqualTo(INDEPENDENT);
    }

    /** The exchange of RFC 7677, section 3: what server and client prove follows from the verifier. */
    @Test
    void provesWhatTheStandardsExampleProves() throws Exception {
        ScramVerifier verifier =
                ScramVerifier.make("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
        String[] keys = verifier.text().reveal().split("[$:]", -1);
        String exchange = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        byte[] storedKey = Base64.getDecoder().decode(keys[3]);
        byte[] proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");

        byte[] signature = hmac(storedKey, exchange);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }

        assertThat(MessageDigest.getInstance("SHA-256").digest(proof)).isEqualTo(storedKey);
        assertThat(hmac(Base64.getDecoder().decode(keys[4]), exchange))
                .isEqualTo(Base64.getDecoder().decode("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    /** Each verifier was made by a PostgreSQL 17 server. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "ASCII; 'pencil'; SCRAM-SHA-256$4096:/OxN+RxisEEtg3LHeiU95w==$1kSZcU01R4uK2eoRwp1Eu7MwiRFuQ45dlwQnBBNmB/A=:qVlDA7RyzxCxKtQL6swmvaqkPnv5pOvaNg20J+PqMoU=",
                "mapped to nothing; 'I\u00adX'; SCRAM-SHA-256$4096:AM5rmZi3hsNfnpL1E5qAOQ==$FwF0DyII71i4rPi0A6z9BdipNetoIXtuuUDjkYLxskA=:rNz0ZP2ZlEJPHZ7Q8FwoVnT+7oe0uipi1DoaKj7vmG0=",
                "compatibility form; '\u2168'; SCRAM-SHA-256$4096:wIs//Wldc6xWKvZqbqiutQ==$NuzCy6AxBLSjLIydwWTlfZgWl5aAwvLtrD4oktgOGrU=:u+78dn+/nBbRjyv9vB3ogp6Sdtu46gRXjM+xYo15dV4=",
                "feminine ordinal; '\u00aa'; SCRAM-SHA-256$4096:IhDsD/1g2VR6NFllocHOTg==$R2xVpPq1lJB5b3G8hCQiKKjwtkGKTgt4iwmWLLfo+RI=:kWQnQK3E9t9Il+KO2IeAFhdWSnVQAZgD1jg/RtJIdeo=",
                "no-break space; 'a\u00a0b'; SCRAM-SHA-256$4096:JG+fIWveaMag4/SxkZELqQ==$bdDXviYlRUTmTPjA9/5WtmijsgAMZY+JJvaFWiKpY0A=:hPt8yrRWJGKYwWqSqF8kMuijHlgMkJssPuszCK5u/LI=",
                "zero width space; 'a\u200bb'; SCRAM-SHA-256$4096:uwNQz+ziStvFc3NF49h01A==$+cSdTzAQfNVUO4ScUr8++5lpURLe3u6WD4dnjFJJXGY=:xrXzJB3h/5tTj2VdedSCIuVvjEWhrQNGYpZ+FDKtk3g=",
                "right to left before a digit; '\u06271'; SCRAM-SHA-256$4096:pHjSCYuQ9Ll4N9k2FfCY3A==$RunRLSESoYpwXeCW+qNJ6NdwR/jRK7aq4OCuM6jXlk4=:4DhvHdYlnky7z8iKCY7WxP5cOmNBTyrERDW6/U8CEzM=",
                "control character in ASCII; '\u0007x'; SCRAM-SHA-256$4096:9P2NWQaAXG/en1I/3+nN1g==$N9YaL7Xh6w/lDJRXd1+G2kk0BQUDnc6FOAg+srICITU=:TS39TUfIE6fvUXmc8qkgq4enEavrECgNXJbXnPSIYu8=",
                "unassigned in Unicode 3.2; '\u0221x'; SCRAM-SHA-256$4096:+ahCx5pqfrl9kdEbquVbWA==$xaLyr5GhPAhKiUboj/yiw7UkFv8ts6WzX+ikGLB3NuQ=:L/9VrpP7bI33n7rhXfaYdX6fYDe76wWavAsnFs0WvVA=",
                "nothing left; '\u00ad'; SCRAM-SHA-256$4096:Isd7D/whd9zswqjJMNkgzQ==$5XMFhnEoR0GZL83XgIjS+0t+lyV+IZj40hLkT8jSt+c=:9JbmvyRywYhA514++S4b3HErlxwGpACog9ELPkeJgjs=",
                "control character among others; 'a\u0001\u00e9'; SCRAM-SHA-256$4096:yqRvKlsIuV1c4r4gAVTteA==$2GGjOzae6LM/CBNKP31pN6ZnQreReoSq/lB2HKMGP8o=:NJ920RBxTMukAedY+rzxH8rJqRxDSdhvseaCqm+uKJk=",
                "composed; 'e\u0301'; SCRAM-SHA-256$4096:y8z6zHx+m2xiFme6su5qmw==$hsyW8T4VQruVkwQ3DNHmi6qEM9Vc6iMpARB6MIb6+CI=:9X0GfOgFheKXeQx94DvAiUDxK35g6X75bwRbu7onJ30=",
                "assigned after Unicode 3.2; '\ud83d\ude00'; SCRAM-SHA-256$4096:+TCkbeQ/tBVRr/O2VSnuIg==$rfJHU64Lw0ePXRbi/soyPzyPS1uDnEOSorQ8B9bZui4=:yFn4/xyxRAyJvVA3cCKJ7/6TsEobsG9Dry8UfQlHrY4=",
                "both directions; 'x\u0300\u0345y\u05d0'; SCRAM-SHA-256$4096:vXh0QxY99n9bqI/ZpoWBCA==$pxaIc0xhF6osCpWfuWZV1lv+wzenRNAD5+0KMom2gYg=:NnppHMXX/DQxyCk/HhsaHWcUCIgHRfPRNUjd2lt/eVI=",
                "right to left; '\u05d0\u0627'; SCRAM-SHA-256$4096:G3WKsEJUNUtVM2EBuEo7JQ==$iGGxTZPa7l+jDhidG9GcBMzJJFti8fQf6XfDfb+7Drc=:1vTJKp3HnPJAREZ9USHdYnFVh6IC8woIMyFoynUzN24=",
                "sharp s; 'pa\u00dfw\u00f6rt'; SCRAM-SHA-256$4096:RZ/E6cpcg0lrcBpLVghEFA==$l+SSUe8VW828dkwmZx8Td1n9CCd9LLRYa1on5fNHdJ4=:vMr+gHJOXJ1hYfSCU+/8XbSOg5Cnu6CYUgPRkPVcEY8=",
                "capital sharp s and ohm; '\u1e9e\u2126'; SCRAM-SHA-256$4096:GNg+oHzSDPVZwD0MpDZgbg==$f+wlOJRBneutJ77ihuSs5oGBJ3Vx0tt3/GiAS8XDlbU=:wxrMTURNvgAXuODS2qAddjwd0mW5bme1hzAB0Wq9lDc=",
                "ideographic space; '\u3000'; SCRAM-SHA-256$4096:3Ed0wOOLZWMKmx9za2jneA==$f3rF2tb3YFhtX0CckTBP3YHNd8FsHW7QtIoVPpFPu/U=:8nF8BTucGFufo17rYVLIUTR4/xLrjbDVOaVvwKFBNoU=",
                "Mongolian vowel separator; '\u180e'; SCRAM-SHA-256$4096:K2FdrX7P2waayvefbKYduA==$8Y7gASUv6UAmfUbYaN/nM581YAt8tuoGj23n02Sef08=:PNRnAuFXoJE3oy1mzpOCsnBN8HHSjo7aOaBr0SFd1ds=",
                "two characters of the basic plane; '\u2f868'; SCRAM-SHA-256$4096:yNvujlecViqZ4jruy2cQlw==$W0BMenUuQNVsBinslithYoQJ1ys42BRYFjAE1KIx7Cs=:v+KXbRca6F0rmOgnS+WznQmZ91B8R2SFUPv+u5pvtPU=",
                "composed outside the basic plane; '\ud87e\udc68'; SCRAM-SHA-256$4096:0m8JQHMtD32Fjf0pU6DDXg==$V3lNvbt8Lx7SlGVmHw/r/a5HrVIzhX4hYlorsuO3yh8=:pNMDt4tij7kDbMmJGqNvRqzLU5H/m4mRZfshalnT6/A=",
                "grapheme joiner; 'x\u034fy'; SCRAM-SHA-256$4096:+OvgI/Bcf0cmFzr2JUw/OA==$cEUOPGgqbUE9LgZW7OwSc3Uiqm5vqgvq3l5mD6IJgUk=:dvT71gBcx0RGzQ5S3dX5z1K8LopUtm/3Aa/GVcgeexg=",
                "deprecated tone mark; '\u0340'; SCRAM-SHA-256$4096:n74VDmmgQNGSfnbVLiF7/g==$ma24mRUOBVzfjo/zFwV2Pbylr3ATYPhI2GPtitrogvg=:WOZVTm7KG47FowETY4onlXMez3E8IuvFi2qVOI29Fp8=",
                "private use; '\ue000'; SCRAM-SHA-256$4096:OvVX+pI+b0HJp07tI15gZQ==$y0GT0C2db+4SqJv3IXRoYFIvHybxby2+GduklJuh6vQ=:Y9f9ip42Y+p2C6R7mdZHwCJ8T1v7TlOjYTGx1xfdOj4="
            })
    void verifiesWhatAServerMade(String kind, String password, String verifier) {
        assertThat(ScramVerifier.of(verifier).verifies(password)).isTrue();
        assertThat(ScramVerifier.of(verifier).verifies(password + "x")).isFalse();
        assertThat(PasswordVerifier.of(verifier).text().reveal()).isEqualTo(verifier);
    }

    @Test
    void theSameArgumentsMakeTheSameVerifierAndAnyOtherArgumentAnother() {
        ScramVerifier verifier = ScramVerifier.make("pencil", SALT, 2);
        byte[] otherSalt = SALT.clone();
        otherSalt[15] = 0;

        assertThat(ScramVerifier.make("pencil", SALT, 2)).isEqualTo(verifier).hasSameHashCodeAs(verifier);
        assertThat(ScramVerifier.make("pencil", SALT, 3)).isNotEqualTo(verifier);
        assertThat(ScramVerifier.make("Pencil", SALT, 2)).isNotEqualTo(verifier);
        assertThat(ScramVerifier.make("pencil", otherSalt, 2)).isNotEqualTo(verifier);
    }

    @Test
    void aSaltChangedAfterwardsChangesNothing() {
        byte[] salt = SALT.clone();
        ScramVerifier verifier = ScramVerifier.make("pencil", salt, 1);
        salt[0] = 99;
        verifier.salt()[1] = 99;

        assertThat(verifier.salt()).isEqualTo(SALT);
        assertThat(verifier.verifies("pencil")).isTrue();
    }

    @Test
    void showsNothingThatHelpsToGuess() {
        ScramVerifier verifier = ScramVerifier.of(INDEPENDENT);
        User user = User.builder().name("app").verifier(verifier).build();

        assertThat(verifier).hasToString("SCRAM-SHA-256 verifier of 12345 iterations ***");
        assertThat(user.toString()).contains("***").doesNotContain(INDEPENDENT.substring(20, 40));
        assertThat(verifier.text()).hasToString("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "SCRAM-SHA-256$",
                "SCRAM-SHA-1$4096:AAAA" + KEYS,
                "SCRAM-SHA-256$4096:" + KEYS,
                "SCRAM-SHA-256$0:AAAA" + KEYS,
                "SCRAM-SHA-256$-1:AAAA" + KEYS,
                "SCRAM-SHA-256$10000001:AAAA" + KEYS,
                "SCRAM-SHA-256$9999999999:AAAA" + KEYS,
                "SCRAM-SHA-256$4096:AAA" + KEYS,
                "SCRAM-SHA-256$4096:A=AA" + KEYS,
                "SCRAM-SHA-256$4096:AAAA$AAAA:AAAA",
                "SCRAM-SHA-256$4096:AAAA" + KEYS + ":",
                "SCRAM-SHA-256$4096:AAAA" + KEYS + "\n",
            })
    void anythingElseIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> ScramVerifier.of(text))
                .isInstanceOf(PgspanException.class)
                .message()
                .doesNotContain("AAAA", "hunter2");
    }

    @Test
    void refusesWhatNoServerTakes() {
        assertThatThrownBy(() -> ScramVerifier.make("", SALT, 1)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> ScramVerifier.make("a\0b", SALT, 1)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> ScramVerifier.make("secret\ud800", SALT, 1))
                .isInstanceOf(PgspanException.class)
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> ScramVerifier.make("pencil", new byte[7], 1)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> ScramVerifier.make("pencil", SALT, 0)).isInstanceOf(PgspanException.class);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}

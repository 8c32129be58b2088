package io.pgspan.ha.record.majority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MajorityRegisterTest {
    private final Map<String, StoreModel> stores = Script.stores("a", "b", "c");
    private String first = "";

    @BeforeEach
    void create() {
        first = version(proposer("founder").run(new Wish.Create("first")));
    }

    private Script proposer(String name) {
        return new Script(name, stores, SafetyRule.all());
    }

    private StoreModel store(String name) {
        return Objects.requireNonNull(stores.get(name));
    }

    private static String version(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        return ((Outcome.Written) outcome).version();
    }

    @Test
    void fewerThanThreeStoresAreRefusedWithTheReason() {
        assertThatThrownBy(() -> MajorityRegister.of("p", Set.of("a", "b")))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("a majority of two is both");
        assertThatThrownBy(() -> MajorityRegister.of("", Set.of("a", "b", "c"))).isInstanceOf(PgspanException.class);
    }

    @Test
    void theFirstUpdateReadsPreparesAndWrites() {
        Script p = proposer("p");
        version(p.run(new Wish.Update(first, "second")));
        // a and b are faster here: when c is reached nothing is left to be promised
        assertThat(p.sent())
                .containsExactlyInAnyOrder(
                        "read a", "read b", "read c", "update a", "update b", "update a", "update b", "update c");
    }

    @Test
    void aRenewalIsOneWriteToEachStore() {
        Script p = proposer("p");
        String version = version(p.run(new Wish.Update(first, "second")));
        for (int i = 0; i < 3; i++) {
            version = version(p.run(new Wish.Update(version, "renewed " + i)));
            assertThat(p.sent()).containsExactlyInAnyOrder("update a", "update b", "update c");
        }
    }

    @Test
    void aReadBetweenRenewalsCostsNoWriteAndSpoilsNothing() {
        Script p = proposer("p");
        String second = version(p.run(new Wish.Update(first, "second")));
        Script other = proposer("other");
        assertThat(other.run(new Wish.Read())).isEqualTo(new Outcome.Holds(second, "second"));
        assertThat(other.sent()).containsExactlyInAnyOrder("read a", "read b", "read c");
        p.run(new Wish.Read());
        version(p.run(new Wish.Update(second, "third")));
        assertThat(p.sent()).containsExactlyInAnyOrder("update a", "update b", "update c");
    }

    @Test
    void aReadIsDoneWithAMajorityOfEqualAnswers() {
        Script p = proposer("p").begin(new Wish.Read()).deliverOne("a").deliverOne("c");
        assertThat(p.outcome()).contains(new Outcome.Holds(first, "first"));
    }

    @Test
    void aRenewalGoesOnWithoutAMinority() {
        Script p = proposer("p");
        String second = version(p.run(new Wish.Update(first, "second")));
        store("b").up = false;
        String third = version(p.run(new Wish.Update(second, "third")));
        store("b").up = true;
        store("a").up = false;
        assertThat(proposer("q").run(new Wish.Read())).isEqualTo(new Outcome.Holds(third, "third"));
    }

    @Test
    void withoutAMajorityNothingIsDecidedAndTheStoresAreNamed() {
        store("b").up = false;
        store("c").up = false;
        assertThat(proposer("p").run(new Wish.Read()))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        u -> assertThat(u.why()).contains("b: connection refused", "c: connection refused"));
        assertThat(proposer("p").run(new Wish.Update(first, "x"))).isInstanceOf(Outcome.Undecided.class);
    }

    @Test
    void whatAMinorityHoldsIsLookedAtAgainAndThenCompletedUnderTheSameVersion() {
        Script p = proposer("p");
        p.begin(new Wish.Update(first, "second"));
        p.deliverOne("a").deliverOne("b").deliverOne("a").deliverOne("b"); // read, promised
        p.deliverOne("a"); // written to a alone
        Script reader = proposer("reader").begin(new Wish.Read()).deliver("a", "b");
        assertThat(reader.pause()).isEqualTo(1);
        reader.resume().deliver("a", "b");
        assertThat(reader.pause()).isEqualTo(2);
        reader.resume().deliver("a", "b");
        Outcome.Holds holds = (Outcome.Holds) reader.outcome().orElseThrow();
        assertThat(holds.text()).isEqualTo("second");
        // that p's answers were lost does not hide from it that its write has been completed
        p.loseRequest("b");
        assertThat(p.finish()).isEqualTo(new Outcome.Written(holds.version()));
    }

    @Test
    void aWriteWhoseAnswersAreLostIsFoundToBeThere() {
        Script p = proposer("p");
        String second = version(p.run(new Wish.Update(first, "second")));
        p.begin(new Wish.Update(second, "third"));
        p.loseAnswer("a").loseAnswer("b").loseAnswer("c");
        String third = version(p.finish());
        assertThat(proposer("q").run(new Wish.Read())).isEqualTo(new Outcome.Holds(third, "third"));
    }

    @Test
    void aLaggingStoreIsSentTheLastWriteWhenItAnswersAgain() {
        Script p = proposer("p");
        String second = version(p.run(new Wish.Update(first, "second")));
        store("c").up = false;
        String third = version(p.run(new Wish.Update(second, "third")));
        store("c").up = true;
        p.run(new Wish.Read());
        assertThat(Objects.requireNonNull(store("c").envelope()).version()).isEqualTo(third);
    }

    @Test
    void ofTwoThatRaceOneWinsAndTheOtherIsToldAConflict() {
        Script p = proposer("p").begin(new Wish.Update(first, "p's"));
        p.deliverOne("a").deliverOne("b").deliverOne("a").deliverOne("b");
        Script q = proposer("q");
        String qs = version(q.run(new Wish.Update(first, "q's")));
        assertThat(p.finish()).isEqualTo(new Outcome.Conflict());
        assertThat(proposer("r").run(new Wish.Read())).isEqualTo(new Outcome.Holds(qs, "q's"));
    }

    @Test
    void aLostObjectHasNoVoteUntilConsent() {
        store("c").lose();
        Script p = proposer("p");
        String second = version(p.run(new Wish.Update(first, "second")));
        assertThat(store("c").envelope())
                .as("nobody but an operator makes an object")
                .isNull();
        store("b").up = false;
        assertThat(p.run(new Wish.Read())).isInstanceOf(Outcome.Undecided.class);
        store("b").up = true;

        Script operator = proposer("operator");
        assertThat(operator.run(new Wish.Admit("c"))).isInstanceOf(Outcome.Refused.class);
        assertThat(operator.run(new Wish.Dismiss("c"))).isEqualTo(new Outcome.Settled());
        assertThat(operator.run(new Wish.Admit("c"))).isEqualTo(new Outcome.Settled());
        assertThat(operator.run(new Wish.Dismiss("c"))).isInstanceOf(Outcome.Refused.class);
        store("b").up = false;
        assertThat(p.run(new Wish.Read())).isEqualTo(new Outcome.Holds(second, "second"));
    }

    @Test
    void anotherObjectWithOldContentHasNoVote() {
        Envelope old = Objects.requireNonNull(store("c").envelope());
        Script p = proposer("p");
        version(p.run(new Wish.Update(first, "second")));
        store("c").replace(old);
        store("b").replace(old);
        assertThat(p.run(new Wish.Read()))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        u -> assertThat(u.why()).contains("its object c-2 is not the one that votes (c-1)"));
        assertThat(p.withoutVote()).containsOnlyKeys("b", "c");
    }

    @Test
    void anObjectThatGoesBackHasNoVoteForWhoHasSeenIt() {
        Envelope old = Objects.requireNonNull(store("c").envelope());
        Script p = proposer("p");
        version(p.run(new Wish.Update(first, "second")));
        store("c").restore(old);
        store("b").up = false;
        assertThat(p.run(new Wish.Read()))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class, u -> assertThat(u.why()).contains("c: its object went back"));
    }

    @Test
    void aRecordOnceSeenIsNeverFoundToBeNone() {
        Script p = proposer("p");
        p.run(new Wish.Read());
        stores.values().forEach(StoreModel::lose);
        assertThat(p.run(new Wish.Read())).isInstanceOf(Outcome.Undecided.class);
        assertThat(p.run(new Wish.Create("again"))).isInstanceOf(Outcome.Undecided.class);
    }

    @Test
    void aCreationNeedsEveryStoreAndNeverRepairs() {
        store("b").lose();
        store("c").lose();
        assertThat(proposer("p").run(new Wish.Create("again")))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class, u -> assertThat(u.why()).contains("b: its object is gone"));
        assertThat(store("b").envelope()).isNull();
        store("a").up = false;
        assertThat(proposer("p").run(new Wish.Create("again"))).isInstanceOf(Outcome.Undecided.class);
        assertThat(store("b").envelope()).isNull();
    }

    @Test
    void aMemberThatNamesOtherStoresIsToldSo() {
        Map<String, StoreModel> others = Script.stores("a", "b", "d");
        others.put("a", store("a"));
        others.put("b", store("b"));
        assertThat(new Script("p", others, SafetyRule.all()).run(new Wish.Read()))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        u -> assertThat(u.why()).contains("name the same stores in every member"));
    }

    @Test
    void anAbandonedWishEndsUndecidedAndTheNextOneGoesOn() {
        Script p = proposer("p").begin(new Wish.Update(first, "second"));
        assertThatThrownBy(() -> p.begin(new Wish.Read())).isInstanceOf(PgspanException.class);
        assertThat(p.abandon()).isInstanceOf(Outcome.Undecided.class);
        assertThat(p.run(new Wish.Read())).isEqualTo(new Outcome.Holds(first, "first"));
    }
}

package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.Owners;
import io.heliograph.record.Owners.Owner;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ThresholdPropertyTest {
  private static final RecordRules STRICT =
      new RecordRules(
          Profile.FEDERATION,
          new RulePolicy(64, 512, Map.of(Fixture.TAG, new TagPolicy(true, 1))),
          new JdkVerifier());

  /** Owners of any number, signers of any number, in any order; created or handed over. */
  @Property(tries = 150)
  void shouldAcceptIffEnoughDifferentOwnersSigned(
      @ForAll @IntRange(min = 1, max = 9) int count, @ForAll long seed) {
    Random random = new Random(seed);
    List<Owner> owners = new ArrayList<>(Owners.owners(12));
    Collections.shuffle(owners, random);
    owners = owners.subList(0, count);
    SignedRecord created =
        NextVersion.create(
            Fixture.TAG, Fixture.IDENTIFIER, Fixture.text("" + seed), Owners.keys(owners));
    SignedRecord record =
        random.nextBoolean()
            ? created
            : NextVersion.transfer(created, Fixture.text("x"), Owners.keys(Owners.owners(2)));
    List<Owner> signers = new ArrayList<>(owners);
    Collections.shuffle(signers, random);
    signers = signers.subList(0, random.nextInt(count + 1));
    SignedRecord signed = Owners.signed(record, signers);
    boolean isHalf = 2 * signers.size() >= count;
    boolean isMore = 2 * signers.size() > count;

    assertThat(Fixture.RULES.check(signed).code())
        .isEqualTo(isHalf ? ResultCode.OK : ResultCode.NOT_ENOUGH_SIGNATURES);
    assertThat(STRICT.check(signed).code())
        .isEqualTo(isMore ? ResultCode.OK : ResultCode.NOT_ENOUGH_SIGNATURES);
    if (isHalf && Fixture.RULES.check(signed) instanceof Decision.Accepted accepted) {
      List<Owner> ordered = new ArrayList<>(owners);
      ordered.retainAll(signers);
      assertThat(accepted.next().current()).isEqualTo(Owners.signed(record, ordered));
    }
  }

  /** However many signatures one owner makes, they count as none more than one. */
  @Property(tries = 30)
  void shouldRefuseWhenAnOwnerOrAStrangerFillsUp(
      @ForAll @IntRange(min = 3, max = 9) int count, @ForAll long seed) {
    Random random = new Random(seed);
    List<Owner> owners = Owners.owners(count);
    SignedRecord record = Fixture.unsigned(IntStream.range(0, count).toArray());
    List<Owner> signers = new ArrayList<>(owners.subList(0, (count + 1) / 2 - 1));
    boolean isStranger = random.nextBoolean();
    signers.add(
        random.nextInt(signers.size() + 1),
        isStranger ? Owners.owner(11) : signers.get(random.nextInt(signers.size())));

    ResultCode code = Fixture.RULES.check(Owners.signed(record, signers)).code();

    assertThat(code)
        .isEqualTo(isStranger ? ResultCode.FAILED_SIGNATURE : ResultCode.DUPLICATE_SIGNATURES);
  }
}

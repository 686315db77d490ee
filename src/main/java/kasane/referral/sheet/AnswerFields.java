package kasane.referral.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kasane.editing.Reading;
import kasane.shared.AgencyId;
import kasane.shared.Reason;
import kasane.ui.FormField;
import kasane.ui.Option;
import org.jspecify.annotations.Nullable;

/** 相手の返事の欄: what the addressee of a sheet on paper may answer now, keyed in by the sender or sent by a link. */
final class AnswerFields {

    private AnswerFields() {}

    /**
     * What can be chosen.
     *
     * @param company the sheet asks for company, and nobody has answered that
     */
    record Offer(
            ReferralFlow.State state,
            boolean company,
            List<Option> reasons,
            List<Option> outcomes,
            List<Option> windows,
            LocalDate today) {}

    /** The steps that the addressee could take; an answer may come without a word about the receipt. */
    static List<ReferralFlow.Step> steps(ReferralFlow.State state) {
        return switch (state) {
            case SENT -> List.of(ReferralFlow.Step.RECEIVE, ReferralFlow.Step.ACCEPT, ReferralFlow.Step.DECLINE);
            case RECEIVED -> List.of(ReferralFlow.Step.ACCEPT, ReferralFlow.Step.DECLINE);
            case ACCEPTED -> List.of(ReferralFlow.Step.REPLY);
            default -> List.of();
        };
    }

    private static String word(ReferralFlow.Step step) {
        return switch (step) {
            case RECEIVE -> "受け取った（受けるかどうかは、まだ）";
            case ACCEPT -> "受ける";
            case DECLINE -> "対応できない";
            default -> "結果";
        };
    }

    /** The field at which a refusal is told. */
    static String field(ReferralFlow.State state) {
        return steps(state).contains(ReferralFlow.Step.ACCEPT) ? "step" : "words";
    }

    static List<FormField> fields(Offer offer) {
        List<ReferralFlow.Step> steps = steps(offer.state());
        if (!steps.contains(ReferralFlow.Step.ACCEPT)) {
            return List.of(
                    FormField.radios("code", "結果", offer.outcomes()).must(),
                    FormField.block("words", "どうなったか").must().hint("相談の中身は書きすぎないでください。"));
        }
        List<FormField> fields = new ArrayList<>();
        fields.add(FormField.radios(
                        "step",
                        "返事",
                        steps.stream()
                                .map(step -> Option.of(step.name(), word(step)))
                                .toList())
                .must());
        if (offer.company()) {
            fields.add(FormField.date("companyDay", "同行する日").hint("同行をお願いしています。受けるときに。できないときは空けておきます。"));
            fields.add(FormField.text("companyWords", "同行できない理由"));
        }
        fields.add(FormField.select("code", "対応できない理由", offer.reasons()).hint("対応できないときだけ"));
        fields.add(FormField.select("other", "代わりの窓口", offer.windows()).hint("対応できないときだけ"));
        fields.add(FormField.block("words", "ひとこと"));
        return fields;
    }

    /** What was typed; null when something has to be mended before anything else can be said. */
    static Referrals.@Nullable Answer read(Reading in, Offer offer) {
        List<ReferralFlow.Step> steps = steps(offer.state());
        if (steps.contains(ReferralFlow.Step.REPLY)) {
            String outcome = in.code("code", Option.values(offer.outcomes()));
            if (outcome.isEmpty()) {
                in.error("code", "結果を選んでください。");
            }
            String words = in.requiredBlock("words", "どうなったか", 2000);
            return new Referrals.Answer(ReferralFlow.Step.REPLY, outcome, null, words, null);
        }
        String chosen = in.code("step", steps.stream().map(Enum::name).collect(Collectors.toSet()));
        String reason = in.code("code", Option.values(offer.reasons()));
        String other = in.code("other", Option.values(offer.windows()));
        String words = in.block("words", 1000);
        LocalDate companyDay = in.date("companyDay");
        String companyWords = in.line("companyWords", 200);
        if (steps.isEmpty()) {
            in.error("words", Reason.of("referral.refused.not-now"));
            return null;
        }
        if (chosen.isEmpty()) {
            in.error("step", "返事を選んでください。");
            return null;
        }
        ReferralFlow.Step step = ReferralFlow.Step.valueOf(chosen);
        boolean declines = step == ReferralFlow.Step.DECLINE;
        if (declines && reason.isEmpty()) {
            in.error("code", "対応できない理由を選んでください。");
        }
        if (!declines && !(reason + other).isEmpty()) {
            in.error("step", "理由や代わりの窓口は、対応できないときだけ入れます。");
        }
        if (step == ReferralFlow.Step.ACCEPT && offer.company()) {
            if (companyDay == null && companyWords.isEmpty()) {
                in.error("companyDay", "同行する日か、できない理由を入れてください。");
            } else if (companyDay != null && companyDay.isBefore(offer.today())) {
                in.error("companyDay", "同行する日は、きょうより後の日にしてください。");
            }
        }
        return new Referrals.Answer(
                step,
                declines ? reason : "",
                declines && !other.isEmpty() ? new AgencyId(Integer.valueOf(other)) : null,
                words,
                new Referrals.CompanyAnswer(companyDay, companyWords));
    }
}

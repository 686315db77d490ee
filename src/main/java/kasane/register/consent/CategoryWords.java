package kasane.register.consent;

import java.util.Collection;
import java.util.List;
import kasane.sharing.Category;

/** 情報の区分 in the words that are read out to the person. */
final class CategoryWords {

    private CategoryWords() {}

    /** The kinds of content that can be chosen; who the person is always belongs to a consent. */
    static final List<Category> CHOICES = List.of(
            Category.CONTACT,
            Category.HEALTH,
            Category.SCHOOL_WORK,
            Category.MONEY,
            Category.WELFARE,
            Category.LIFE,
            Category.REFERRAL,
            Category.PLAN);

    static String of(Category category) {
        return switch (category) {
            case IDENTITY -> "名前・生年月日・世帯の中での続柄";
            case CONTACT -> "住所・電話・安全な連絡方法";
            case HEALTH -> "健康・障害・介護のこと";
            case SCHOOL_WORK -> "学校・仕事のこと";
            case MONEY -> "収入・お金のこと";
            case WELFARE -> "使っている制度やサービス";
            case LIFE -> "困りごと・暮らしのようす（支援の記録）";
            case REFERRAL -> "つなぎのやりとり";
            case PLAN -> "支援プランと、その見直し";
        };
    }

    static List<String> of(Collection<Category> categories) {
        return java.util.Arrays.stream(Category.values())
                .filter(categories::contains)
                .map(CategoryWords::of)
                .toList();
    }
}

package kasane.sharing;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** 情報の区分: the kinds of content a consent or a grant covers; every row with personal content carries one. */
public enum Category {
    /** 属性: name, birth, sex, place in the household. */
    IDENTITY(1),
    /** 所在・連絡先: address, telephone, safe times. */
    CONTACT(2),
    /** 健康・障害・介護. */
    HEALTH(4),
    /** 就学・就労. */
    SCHOOL_WORK(8),
    /** 収入・資産・債務. */
    MONEY(16),
    /** 福祉制度の利用. */
    WELFARE(32),
    /** 生活歴・課題: issues, what was said, how people live together. */
    LIFE(64),
    /** つなぎ: a referral and what became of it. */
    REFERRAL(128),
    /** 支援プラン: assessment, plan, monitoring, evaluation. */
    PLAN(256);

    private final int bit;

    Category(int bit) {
        this.bit = bit;
    }

    /** The bit that stands for it in a grant's mask. */
    public int bit() {
        return bit;
    }

    /** The mask of several categories. */
    public static int mask(Collection<Category> categories) {
        int mask = 0;
        for (Category category : categories) {
            mask |= category.bit;
        }
        return mask;
    }

    /** The categories of a mask; unknown bits are ignored. */
    public static Set<Category> of(int mask) {
        EnumSet<Category> set = EnumSet.noneOf(Category.class);
        for (Category category : values()) {
            if ((mask & category.bit) != 0) {
                set.add(category);
            }
        }
        return set;
    }

    /** Every category there is. */
    public static int all() {
        return mask(EnumSet.allOf(Category.class));
    }
}

package kasane.gate;

/** 職務: what a hat is entrusted with beyond the ordinary work of its agency; granted with dates. */
public enum Duty {
    /** 多機関協働（相談支援包括化推進員など）: receives 支援依頼, plans, convenes. */
    COORDINATOR,
    /** 所管課: judges and decides for the municipality (支援決定). */
    MUNICIPAL_DECIDER,
    /** 機関の管理者: sees what is late in the own agency. */
    MANAGER,
    /** アウトリーチ等を通じた継続的支援. */
    OUTREACH,
    /** 参加支援. */
    PARTICIPATION,
    /** 個人情報保護担当（閲覧点検）: answers who saw what; sees no case content by this duty. */
    PRIVACY_OFFICER,
    /** システム管理者: accounts, agencies and settings; sees no case content. */
    SYSTEM_ADMINISTRATOR
}

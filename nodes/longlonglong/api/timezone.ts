/** The zone of the platform's clock unless a credential names another. The manual names none; the platform and its users are in China. */
export const DEFAULT_TIMEZONE = 'Asia/Shanghai';

# The names that make-stmconst.py finds in stm32f767xx.h.
import stm

numbers = [name for name in dir(stm) if isinstance(getattr(stm, name), int)]
print(len(numbers), "RTC_CALIBR" in numbers, "PWR_CSR" in numbers, "SDIO" in numbers)
print([hex(getattr(stm, name)) for name in ("ADC", "CAN3", "ETH", "GPIOK", "I2C4", "JPEG", "QUADSPI", "SDMMC2", "SPI6")])
print([hex(getattr(stm, name)) for name in ("PWR_CSR2", "RCC_DCKCFGR2", "RTC_TAMPCR", "RTC_OR", "RTC_BKP31R", "SYSCFG_CBR", "TIM_AF2")])
# expect: 307 False False False
# expect: ['0x40012300', '0x40003400', '0x40028000', '0x40022800', '0x40006000', '0x50051000', '0xa0001000', '0x40011c00', '0x40015400']
# expect: ['0xc', '0x90', '0x40', '0x4c', '0xcc', '0x1c', '0x64']
# differs: the oracle has no stm

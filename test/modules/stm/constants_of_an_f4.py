# board: pybv11
# The names that make-stmconst.py finds in stm32f405xx.h.
import stm

numbers = [name for name in dir(stm) if isinstance(getattr(stm, name), int)]
print(len(numbers), "ADC" in numbers, "RTC_TAMPCR" in numbers)
print([hex(getattr(stm, name)) for name in ("ADC123_COMMON", "DAC1", "I2S2EXT", "CAN2", "SDIO", "USB_OTG_FS", "USB_OTG_HS")])
print([hex(getattr(stm, name)) for name in ("RCC_PLLI2SCFGR", "PWR_CSR", "RTC_CALIBR", "RTC_TAFCR", "SYSCFG_CMPCR", "TIM_OR")])
# expect: 258 False False
# expect: ['0x40012300', '0x40007400', '0x40003400', '0x40006800', '0x40012c00', '0x50000000', '0x40040000']
# expect: ['0x84', '0x4', '0x18', '0x40', '0x20', '0x50']
# differs: the oracle has no stm
